import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs'
import { httpHandler } from './http-handler'

const sqs = new SQSClient({ requestHandler: httpHandler })
const urls = new Map<string, Promise<string | undefined>>()
const longestDelaySeconds = 30

export type Received = { queueArn: string; receiptHandle: string; receiveCount: number }

/**
 * Brings a failed message back after 1, 2, 4 ... seconds instead of after the queue's whole visibility timeout, which
 * must outlast the slowest invocation and is far too long to wait after a passing fault. Where this call fails, the
 * visibility timeout still brings the message back.
 */
export async function retrySoon({ queueArn, receiptHandle, receiveCount }: Received) {
  const VisibilityTimeout = Math.min(2 ** (receiveCount - 1), longestDelaySeconds)
  const QueueUrl = await urlOf(queueArn)
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }),
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
