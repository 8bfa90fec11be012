import { findCheckouts } from '../checkout/store'
import { causeKeyOf, type Failure } from '../failure/failure'
import { findFailures } from '../failure/store'
import { failureIdOf } from './dead-letter'
import type { Job } from './job'
import { sources } from './queues'
import { readDeadLetters } from './read-dead-letters'
import { findLetters } from './store'
import { outcomeOf, type Watched } from './watch'

/** What has become of each message that a redrive has moved. */
export async function watchRedrive({ id }: Pick<Job, 'id'>): Promise<Watched[]> {
  const moved = ((await findLetters(id))?.letters ?? []).filter(({ at }) => at)
  const [checkouts, failures] = await Promise.all([
    findCheckouts(moved.flatMap(({ orderId }) => orderId ?? [])),
    findFailures(moved.map((letter) => ({ id: failureIdOf(letter), service: letter.service }))),
  ])
  const byOrder = new Map(checkouts.map((checkout) => [checkout.checkoutId, checkout]))
  const nameOf = ({ id, service }: Pick<Failure, 'id' | 'service'>) => `${id} ${service}`
  const byEvent = new Map(failures.map((failure) => [nameOf(failure), failure]))
  const failed = new Set(
    moved.flatMap((letter) => {
      const failure = byEvent.get(nameOf({ id: failureIdOf(letter), service: letter.service }))
      return failure && failure.last > (letter.at ?? '') ? letter.service : []
    }),
  )
  const dead = await deadOf(failed)
  return moved.map((letter) => {
    const failure = byEvent.get(nameOf({ id: failureIdOf(letter), service: letter.service }))
    const checkout = byOrder.get(letter.orderId ?? '')
    return {
      outcome: outcomeOf({ at: letter.at ?? '' }, { failure, checkout, dead }),
      isSameCause: failure !== undefined && causeKeyOf(failure) === letter.cause,
    }
  })
}

/** The messages among the dead letters of these services. */
async function deadOf(services: ReadonlySet<string>): Promise<Set<string>> {
  const queues = Object.values(sources()).filter(({ service }) => services.has(service))
  const letters = await Promise.all(queues.map(({ deadLetters }) => readDeadLetters(deadLetters)))
  return new Set(letters.flat().map(({ messageId }) => messageId))
}
