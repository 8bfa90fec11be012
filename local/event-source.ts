import { setTimeout as wait } from 'node:timers/promises'
import type { Message, SQS } from '@aws-sdk/client-sqs'
import type { SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { createMapping, type Mapping } from './aws/mapping.ts'

type EventSourceOptions = {
  sqs: SQS
  queueUrl: string
  queueArn: string
  /** 1 to 10 messages. */
  batchSize: number
  maximumConcurrency?: number
  /** ReportBatchItemFailures: without it a batch succeeds or fails whole. */
  partialResponses: boolean
  /** Whether it polls; always without one. */
  mapping?: Mapping | undefined
  invoke: (event: SQSEvent) => Promise<unknown>
  log: (line: string) => void
  /** Called with each batch as it is handed over. */
  onBatch?: (records: readonly SQSRecord[]) => void
}

const pauseAfterErrorMs = 1000
/** Short: what is asked for is given to who asked, gone or not, so that a mapping is disabled no sooner than a poll ends. */
const pollSeconds = 5
const pollTimeoutMs = 10_000

/**
 * Lambda's event source mapping for a queue: polls it, invokes with each batch, deletes what succeeded. What failed is
 * left alone, so it comes back after its visibility timeout and goes to the dead-letter queue in the end. A mapping that is
 * disabled takes nothing more; the batches under way end.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @returns `close`, which stops polling and waits for the batches under way
 */
export function pollQueue(options: EventSourceOptions) {
  const { sqs, queueUrl: QueueUrl, queueArn, maximumConcurrency = 1000, log } = options
  const { mapping = createMapping('', '') } = options
  const name = queueArn.slice(queueArn.lastIndexOf(':') + 1)
  const stopping = new AbortController()
  const underway = new Set<Promise<void>>()

  async function poll() {
    while (!stopping.signal.aborted) {
      if (underway.size >= maximumConcurrency) {
        await Promise.race(underway)
        continue
      }
      await mapping.whenEnabled(stopping.signal)
      if (stopping.signal.aborted) return
      const messages = await mapping.polling(receive)
      if (messages.length === 0) continue
      const batch = handle(messages)
        .catch((error: Error) => log(`${name}: ${error.message}`))
        .finally(() => underway.delete(batch))
      underway.add(batch)
    }
  }

  async function receive(): Promise<Message[]> {
    const { signal } = stopping
    const asked = {
      QueueUrl,
      MaxNumberOfMessages: options.batchSize,
      WaitTimeSeconds: pollSeconds,
      MessageSystemAttributeNames: ['All' as const],
      MessageAttributeNames: ['All'],
    }
    try {
      const answer = await sqs.receiveMessage(asked, { abortSignal: signal, requestTimeout: pollTimeoutMs })
      return answer.Messages ?? []
    } catch (error) {
      if (signal.aborted) return []
      log(`${name}: cannot receive: ${error instanceof Error ? error.message : error}`)
      await wait(pauseAfterErrorMs, undefined, { signal }).catch(() => {})
      return []
    }
  }

  async function handle(messages: Message[]) {
    const Records = messages.map((message) => recordOf(message, queueArn))
    options.onBatch?.(Records)
    const failed = await invoke(Records)
    const done = Records.filter(({ messageId }) => !failed.has(messageId))
    if (done.length === 0) return
    const Entries = done.map(({ receiptHandle: ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }))
    const { Failed = [] } = await sqs.deleteMessageBatch({ QueueUrl, Entries })
    for (const { Id, Message: reason } of Failed)
      log(`${name}: message ${done[Number(Id)]?.messageId} was handled but not deleted: ${reason}`)
  }

  async function invoke(Records: SQSRecord[]): Promise<ReadonlySet<string>> {
    const ids = Records.map(({ messageId }) => messageId)
    try {
      const response = await options.invoke({ Records })
      return options.partialResponses ? failedIds(response, ids) : new Set()
    } catch (error) {
      log(`${name}: a batch of ${ids.length} failed: ${error instanceof Error ? error.message : error}`)
      return new Set(ids)
    }
  }

  const polling = poll()
  return {
    async close() {
      stopping.abort()
      await polling
      await Promise.all(underway)
    },
  }
}

const BatchResponse = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish()

/**
 * Those of `ids` that a ReportBatchItemFailures response says failed. As on AWS, a null or empty response means none.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 * @throws Error when the whole batch is to fail: the response is malformed, or names a message that the batch lacks
 */
export function failedIds(response: unknown, ids: readonly string[]): ReadonlySet<string> {
  const { success, data } = BatchResponse.safeParse(response)
  if (!success) throw new Error('the function returned a malformed batch response')
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
  const unknown = failed.find((id) => !ids.includes(id))
  if (unknown) throw new Error(`the function reported ${unknown}, which is not in the batch`)
  return new Set(failed)
}

/** A message as Lambda shows it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
const recordOf = (message: Message, eventSourceARN: string): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: { ...message.Attributes } as unknown as SQSRecord['attributes'],
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, BinaryValue, DataType }]) => [
      name,
      {
        stringValue: StringValue,
        binaryValue: BinaryValue && Buffer.from(BinaryValue).toString('base64'),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType as 'String',
      },
    ]),
  ),
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN,
  awsRegion: eventSourceARN.split(':')[3] ?? '',
})
