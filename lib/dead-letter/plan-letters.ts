import { batchesOf } from '../aws/batches'
import { loggableIds } from '../aws/message'
import { planOf } from '../plan/plan-of'
import { readAllRows } from '../plan/rows'
import { understand } from '../plan/understand'
import type { DeadLetter, LetterIds, PlannedLetter } from './dead-letter'
import { sourceOf } from './queues'

const atOnce = 200

/** Letters of a dead-letter queue, each with the dry run of it as if it were alone. */
export async function planAll(deadLetters: string, letters: readonly DeadLetter[]): Promise<PlannedLetter[]> {
  const batches = await Promise.all(
    batchesOf(letters, atOnce).map(async (batch) => {
      const messages = batch.map((letter) => {
        const source = sourceOf(deadLetters, letter)
        return source && understand(source.service, letter.body)
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
