import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs'
import { clientConfig } from './client-config'

/** Some servers name another host in a queue's URL than they answer at. */
export const sqs = new SQSClient({ ...clientConfig, cacheMiddleware: true, useQueueUrlAsEndpoint: false })
const urls = new Map<string, Promise<string | undefined>>()
const longestDelaySeconds = 60

export type Received = { queueArn: string; receiptHandle: string }

/**
 * How long a message that failed waits for its next try, in whole seconds: 2, 4, 8 ... 60, the earlier ones up to half
 * as much longer, so that what failed together does not come back together. With the ten receives of sst.config.ts the
 * waits come to 302 seconds at least: a fault of five minutes buries no message.
 */
export const backoffSeconds = (receiveCount: number) =>
  Math.round(Math.min(2 ** receiveCount * (1 + Math.random() / 2), longestDelaySeconds))

/**
 * Brings a failed message back after `seconds` instead of after the queue's whole visibility timeout, which must
 * outlast the slowest invocation and is far too long to wait after a passing fault. Where this call fails, the
 * visibility timeout still brings the message back.
 */
export async function retryAfter(seconds: number, { queueArn, receiptHandle }: Received) {
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: await urlOf(queueArn),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  )
}

function urlOf(queueArn: string) {
  const known = urls.get(queueArn)
  if (known) return known
  const url = sqs
    .send(new GetQueueUrlCommand({ QueueName: queueArn.split(':').at(-1) }))
    .then(({ QueueUrl }) => QueueUrl)
  urls.set(queueArn, url)
  url.catch(() => urls.delete(queueArn))
  return url
}
