import { batchesOf } from '../aws/batches'
import { loggableIds } from '../aws/message'
import type { Service } from '../plan/plan'
import { planOf } from '../plan/plan-of'
import { readAllRows } from '../plan/rows'
import { type Understood, understand } from '../plan/understand'
import type { DeadLetter, LetterIds, PlannedLetter } from './dead-letter'
import { sourceOf } from './queues'
import { readDeadLetters } from './read-dead-letters'

const atOnce = 200

/** What waits in a dead-letter queue, the oldest first, with the dry run of each, as if it were alone. */
export const planLetters = async (...asked: Parameters<typeof readDeadLetters>): Promise<PlannedLetter[]> =>
  planAll(asked[0], await readDeadLetters(...asked))

/** Of letters that a page has glanced at and reads again. */
const understood = new WeakMap<DeadLetter, Understood>()

function understandOnce(service: Service, letter: DeadLetter): Understood {
  const known = understood.get(letter) ?? understand(service, letter.body)
  understood.set(letter, known)
  return known
}

/** The same for letters in hand. */
export async function planAll(deadLetters: string, letters: readonly DeadLetter[]): Promise<PlannedLetter[]> {
  const batches = await Promise.all(
    batchesOf(letters, atOnce).map(async (batch) => {
      const messages = batch.map((letter) => {
        const source = sourceOf(deadLetters, letter)
        return source && understandOnce(source.service, letter)
      })
      const rows = (await readAllRows(messages.filter((one) => one !== undefined))).values()
      return batch.map((letter, index): PlannedLetter => {
        const message = messages[index]
        const known = message && rows.next().value
        return { ...letter, ...idsOf(letter), ...(known && { plan: planOf(message, known) }) }
      })
    }),
  )
  return batches.flat()
}

/** What a message will do if it goes back to the queue where it belongs; undefined where that is none of ours. */
export const dryRun = async (deadLetters: string, { body, target }: Pick<DeadLetter, 'body' | 'target'>) =>
  (
    await planAll(deadLetters, [{ messageId: '', receives: 0, sentAt: '', body, ...(target && { target }) }])
  )[0]?.plan

const idsOf = ({ body }: Pick<DeadLetter, 'body'>): LetterIds =>
  Object.fromEntries(Object.entries(loggableIds(body)).filter(([, value]) => typeof value === 'string'))
