import { TransactionConflictException } from '@aws-sdk/client-dynamodb'
import type { Outcome } from './actors'
import type { World } from './world'

const tries = 10
const longestPauseMs = 2_000

/** A shopper's request is not given up for less than this: a transaction on the same item is over in milliseconds. */
const patienceMs = 2_000

/** One request to the site: it answers, fails, or is lost with the process that served it. */
export async function request<T>(world: World, what: string, work: () => Promise<T>): Promise<Outcome<T>> {
  let startedAt = world.agenda.now()
  const outcome = await world.actors.spawn('site', what, (actor) => {
    startedAt = actor.startedAt
    return work()
  })
  const gaveUp = 'failed' in outcome && outcome.failed instanceof TransactionConflictException
  if (gaveUp && world.agenda.now() - startedAt < patienceMs)
    world.violations.push({ invariant: '13 conflicts', what: `${what}: gave up on a passing conflict` })
  return outcome
}

/** The same request until it is answered, as a person in front of a broken page does; undefined when that never happens. */
export async function requestUntilAnswered<T>(
  world: World,
  what: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const outcome = await request(world, what, work)
    if ('done' in outcome) return outcome.done
    await world.sleep((longestPauseMs * attempt) / tries)
  }
  return undefined
}

/** A request of a tab on a bad line, which takes long enough for much to happen meanwhile. */
export const slowRequest = <T>(
  { actors }: World,
  what: string,
  work: () => Promise<T>,
): Promise<Outcome<T>> =>
  actors.spawn('site', what, (actor) => {
    actor.slow = true
    return work()
  })
