import { sendBody } from '../aws/queue'
import { planOf } from '../plan/plan-of'
import { readRows } from '../plan/rows'
import { understand } from '../plan/understand'
import type { DeadLetter } from './dead-letter'
import { sourceOf } from './queues'
import { withDeadLetters } from './read-dead-letters'

/** What a message will do if it goes back to the queue where it belongs; undefined where that is none of ours. */
export async function dryRun(deadLetters: string, letter: Pick<DeadLetter, 'body' | 'target'>) {
  const source = sourceOf(deadLetters, letter)
  if (!source) return undefined
  const message = understand(source.service, letter.body)
  return planOf(message, await readRows(message))
}

export type Redriven = {
  moved: string[]
  /** Not there, or belonging nowhere. */
  left: string[]
  /** The bodies that another took the place of, by message. */
  replaced: Record<string, string>
}

/**
 * Puts messages back into the queues where they belong. Who is killed in between leaves a message in both, which every
 * consumer takes for a repetition.
 *
 * @param instead another body for a message, by its id
 */
export const redrive = (
  deadLetters: string,
  messageIds: readonly string[],
  instead: Readonly<Record<string, string>> = {},
): Promise<Redriven> =>
  withDeadLetters(deadLetters, async (letters, remove) => {
    const moved: string[] = []
    const replaced: Record<string, string> = {}
    for (const letter of letters.filter(({ messageId }) => messageIds.includes(messageId))) {
      const { messageId, body } = letter
      const source = sourceOf(deadLetters, letter)
      if (!source) continue
      const fixed = instead[messageId]
      await sendBody(source.url, fixed ?? body)
      await remove(letter)
      moved.push(messageId)
      if (fixed !== undefined) replaced[messageId] = body
    }
    return { moved, left: messageIds.filter((id) => !moved.includes(id)), replaced }
  })
