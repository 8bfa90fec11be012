import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { clientConfig } from './client-config'

/** Some servers name another host in a queue's URL than they answer at. */
export const sqs = new SQSClient({ ...clientConfig, cacheMiddleware: true, useQueueUrlAsEndpoint: false })
const urls = new Map<string, Promise<string | undefined>>()
const longestDelaySeconds = 60

/** Whole seconds to the next try: 2, 4, 8 ... 60, or half as much longer; ten receives outlast five minutes. */
export const backoffSeconds = (receiveCount: number) =>
  Math.round(Math.min(2 ** receiveCount * (1 + Math.random() / 2), longestDelaySeconds))

/** Puts a message into a queue. @throws what SQS answers where it does not take it, or may have */
export const sendMessage = (QueueUrl: string, message: object) => sendBody(QueueUrl, JSON.stringify(message))

/** The same for a message that was written before. */
export const sendBody = (QueueUrl: string, MessageBody: string) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))

/** How many messages a queue has, as far as SQS knows. @throws what SQS answers */
export async function countsOf(QueueUrl: string) {
  const names = {
    waiting: 'ApproximateNumberOfMessages',
    inFlight: 'ApproximateNumberOfMessagesNotVisible',
    delayed: 'ApproximateNumberOfMessagesDelayed',
  } as const
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: Object.values(names) }),
  )
  const count = (name: keyof typeof names) => Number(Attributes[names[name]] ?? 0)
  return { waiting: count('waiting'), inFlight: count('inFlight'), delayed: count('delayed') }
}

/** Brings a failed message back after so many seconds; where this fails, the queue's visibility timeout does. */
export async function retryAfter(VisibilityTimeout: number, queueName: string, ReceiptHandle: string) {
  const QueueUrl = await urlOf(queueName)
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }))
}

function urlOf(QueueName: string) {
  const known = urls.get(QueueName)
  if (known) return known
  const url = sqs.send(new GetQueueUrlCommand({ QueueName })).then(({ QueueUrl }) => QueueUrl)
  urls.set(QueueName, url)
  url.catch(() => urls.delete(QueueName))
  return url
}
