import { setTimeout as wait } from 'node:timers/promises'
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { SQSEvent, SQSRecord } from 'aws-lambda'
import { failedIds } from './batch-response.ts'

type EventSourceOptions = {
  sqs: SQSClient
  queueUrl: string
  queueArn: string
  /** 1 to 10 messages. */
  batchSize: number
  maximumConcurrency?: number
  /** ReportBatchItemFailures: without it a batch succeeds or fails whole. */
  partialResponses: boolean
  invoke: (event: SQSEvent) => Promise<unknown>
  log: (line: string) => void
}

const pauseAfterErrorMs = 1000
/** A poll waits up to 20 seconds by itself. */
const pollTimeoutMs = 25_000

/**
 * Lambda's event source mapping for a queue: polls it, invokes with each batch, deletes what succeeded. What failed is
 * left alone, so it comes back after its visibility timeout and goes to the dead-letter queue in the end.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 *
 * @returns `close`, which stops polling and waits for the batches under way
 */
export function pollQueue(options: EventSourceOptions) {
  const { sqs, queueUrl: QueueUrl, queueArn, maximumConcurrency = 1000, log } = options
  const name = queueArn.slice(queueArn.lastIndexOf(':') + 1)
  const stopping = new AbortController()
  const underway = new Set<Promise<void>>()

  async function poll() {
    while (!stopping.signal.aborted) {
      if (underway.size >= maximumConcurrency) {
        await Promise.race(underway)
        continue
      }
      const messages = await receive()
      if (messages.length === 0) continue
      const batch = handle(messages)
        .catch((error: Error) => log(`${name}: ${error.message}`))
        .finally(() => underway.delete(batch))
      underway.add(batch)
    }
  }

  async function receive(): Promise<Message[]> {
    const { signal } = stopping
    const asked = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: options.batchSize,
      WaitTimeSeconds: 20,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    })
    try {
      const { Messages = [] } = await sqs.send(asked, { abortSignal: signal, requestTimeout: pollTimeoutMs })
      return Messages
    } catch (error) {
      if (signal.aborted) return []
      log(`${name}: cannot receive: ${error instanceof Error ? error.message : error}`)
      await wait(pauseAfterErrorMs, undefined, { signal }).catch(() => {})
      return []
    }
  }

  async function handle(messages: Message[]) {
    const Records = messages.map((message) => recordOf(message, queueArn))
    const failed = await invoke(Records)
    const done = Records.filter(({ messageId }) => !failed.has(messageId))
    if (done.length === 0) return
    const Entries = done.map(({ receiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle: receiptHandle,
    }))
    const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
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
