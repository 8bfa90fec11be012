import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs'
import { batchesOf } from '../aws/batches'
import { sqs } from '../aws/queue'
import { type DeadLetter, mostLetters } from './dead-letter'
import { forgetGlance } from './glance'

export type Held = DeadLetter & { receipt: string }

type Looking = {
  /** Reads no further; a queue with more is read from its beginning the next time too. */
  most?: number
  /** Whether what is held is all that is wanted. */
  enough?: (held: ReadonlyMap<string, Held>) => boolean
}

/** While it is looked at or moved nobody else sees it; who is killed meanwhile leaves it where it is. */
const hiddenSeconds = 20
const perCall = 10
const callsAtOnce = 20

/**
 * Takes the messages of a dead-letter queue for as long as `use` lasts and gives them back, but for those that `use`
 * removed. Two who look at the same moment share them.
 */
export async function withDeadLetters<T>(
  QueueUrl: string,
  use: (letters: Held[], remove: (letter: Held) => Promise<unknown>) => Promise<T>,
  looking: Looking = {},
): Promise<T> {
  const held = await takeAll(QueueUrl, looking)
  try {
    return await use(held, async (letter) => {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: letter.receipt }))
      held.splice(held.indexOf(letter), 1)
      forgetGlance(QueueUrl)
    })
  } finally {
    await giveBack(QueueUrl, held)
  }
}

/** What waits in a dead-letter queue, the oldest first. */
export const readDeadLetters = (QueueUrl: string, looking?: Looking): Promise<DeadLetter[]> =>
  withDeadLetters(QueueUrl, async (held) => held.map(({ receipt, ...letter }) => letter), looking)

/** How many wait there, as far as SQS knows. */
export async function countWaiting(QueueUrl: string) {
  const name = 'ApproximateNumberOfMessages'
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }))
  return Number(Attributes?.[name] ?? 0)
}

async function takeAll(
  QueueUrl: string,
  { most = mostLetters, enough = () => false }: Looking,
): Promise<Held[]> {
  const wanted = Math.min(await countWaiting(QueueUrl), most)
  const held = new Map<string, Held>()
  // A short poll asks some of SQS's servers, so one round may come back with less than there is.
  for (let rounds = 0; held.size < wanted && rounds < 3 + wanted / perCall && !enough(held); rounds++) {
    const calls = Math.min(callsAtOnce, Math.ceil((wanted - held.size) / perCall))
    const found = await Promise.all(Array.from({ length: calls }, () => take(QueueUrl)))
    for (const letter of found.flat()) held.set(letter.messageId, letter)
  }
  return [...held.values()].sort((a, b) => a.sentAt.localeCompare(b.sentAt))
}

async function take(QueueUrl: string) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: perCall,
      VisibilityTimeout: hiddenSeconds,
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
      MessageAttributeNames: ['TARGET_ARN'],
    }),
  )
  return Messages.map(heldOf)
}

const heldOf = ({
  MessageId = '',
  Body = '',
  ReceiptHandle = '',
  Attributes = {},
  MessageAttributes = {},
}: Message): Held => ({
  messageId: MessageId,
  body: Body,
  receipt: ReceiptHandle,
  receives: Number(Attributes.ApproximateReceiveCount ?? 0),
  sentAt: new Date(Number(Attributes.SentTimestamp ?? 0)).toISOString(),
  target: MessageAttributes.TARGET_ARN?.StringValue?.split(':').at(-1),
})

/** Where this fails they come back by themselves. */
async function giveBack(QueueUrl: string, held: readonly Held[]) {
  await Promise.allSettled(
    batchesOf(held, perCall).map((batch) =>
      sqs.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl,
          Entries: batch.map(({ receipt }, index) => ({
            Id: String(index),
            ReceiptHandle: receipt,
            VisibilityTimeout: 0,
          })),
        }),
      ),
    ),
  )
}
