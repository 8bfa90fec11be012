import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs'
import { clientConfig } from './client-config'

/** Some servers name another host in a queue's URL than they answer at. */
export const sqs = new SQSClient({ ...clientConfig, cacheMiddleware: true, useQueueUrlAsEndpoint: false })
const urls = new Map<string, Promise<string | undefined>>()
const longestDelaySeconds = 60

type Received = { queueArn: string; receiptHandle: string }

/**
 * How long a failed message waits for its next try, in whole seconds: 2, 4, 8 ... 60, the earlier ones up to half as much
 * longer. Ten receives come to 302 seconds at least: a fault of five minutes buries no message.
 */
export const backoffSeconds = (receiveCount: number) =>
  Math.round(Math.min(2 ** receiveCount * (1 + Math.random() / 2), longestDelaySeconds))

/** Brings a failed message back after `seconds`; where this fails, the queue's visibility timeout does. */
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
