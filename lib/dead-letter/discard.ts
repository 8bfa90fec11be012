import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { audited } from '../audit/audited'
import { loggableIds } from '../aws/message'
import { sqs } from '../aws/queue'
import { deleteCall, sendCall } from './aws-calls'
import type { DeadLetter } from './dead-letter'
import { forgetGlance } from './glance'
import type { Kept } from './kept'
import { findKept, markPutBack, saveKept } from './kept-store'
import { deadLetterQueues } from './queues'
import { withDeadLetters } from './read-dead-letters'

type Act = { queue: string; messageIds: readonly string[]; by: string; why: string }

const perRound = 20

/**
 * Takes messages out of their dead-letter queue. Each is kept whole before it is deleted: who is killed in between leaves it in both
 * places, and it is discarded again.
 */
export async function discardLetters({ queue, messageIds, by, why }: Act): Promise<string[]> {
  const url = deadLetterQueues()[queue] ?? ''
  const ids = new Set(messageIds)
  const [only, ...others] = messageIds
  const target = others.length === 0 ? only : `${messageIds.length} messages`
  return audited(
    {
      ...{ who: by, what: 'discard', why, target: `${queue}: ${target}`, call: deleteCall(url) },
      before: 'waiting among the dead letters',
    },
    () =>
      withDeadLetters(
        url,
        async (held, remove) => {
          const discarded: string[] = []
          const chosen = held.filter(({ messageId }) => ids.has(messageId))
          const at = new Date().toISOString()
          while (chosen.length > 0) {
            const round = chosen.splice(0, perRound)
            await Promise.all(
              round.map(async (letter) => {
                await saveKept({ ...keptOf(queue, letter), id: letter.messageId, by, at, why })
                await remove(letter)
                discarded.push(letter.messageId)
              }),
            )
          }
          return discarded
        },
        { enough: (held) => [...ids].every((id) => held.has(id)) },
      ),
    (discarded) => `discarded ${discarded.length}, kept for ninety days`,
  )
}

/** A message as it is kept, whole. */
export function keptOf(queue: string, { messageId, body, target, sentAt }: DeadLetter) {
  const { eventType, orderId } = loggableIds(body)
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return { queue, messageId, body, target, sentAt, eventType: textOf(eventType), orderId: textOf(orderId) }
}

/** Puts a discarded message back into its dead-letter queue. Who is killed before that is noted leaves it to be put back again. */
export async function putBack(id: string, who: string): Promise<'put back' | 'unknown' | 'already'> {
  const kept = await findKept(id)
  const url = kept && deadLetterQueues()[kept.queue]
  if (!kept || kept.edited !== undefined || !url) return 'unknown'
  if (kept.putBackAt) return 'already'
  await audited(
    {
      ...{ who, what: 'discard undone', why: 'asked for on the page of discarded messages' },
      ...{ target: `${kept.queue}: ${id}`, call: sendCall(url, '…'), before: 'discarded' },
    },
    async () => {
      const MessageId = await sendAgain(url, kept)
      await markPutBack(id, new Date().toISOString())
      return MessageId
    },
    (messageId) => `waiting among the dead letters as ${messageId}`,
  )
  return 'put back'
}

async function sendAgain(QueueUrl: string, { body, target }: Kept) {
  const TARGET_ARN = { DataType: 'String', StringValue: target }
  const { MessageId = '' } = await sqs.send(
    new SendMessageCommand({
      ...{ QueueUrl, MessageBody: body },
      ...(target && { MessageAttributes: { TARGET_ARN } }),
    }),
  )
  forgetGlance(QueueUrl)
  return MessageId
}
