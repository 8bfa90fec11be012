import { PurgeQueueCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { batchesOf } from '../lib/aws/batches'
import { connectionTo, readEnv } from './shop-process'

type Shop = { data: string }

/** As if a function had given them up. @returns the ids of the messages, in their order */
export async function sendDeadLetters(shop: Shop, queue: string, bodies = ['no event']) {
  const { sqs, QueueUrl } = clientOf(shop, queue)
  const ids: string[] = []
  for (const batch of batchesOf(bodies, 10)) {
    const Entries = batch.map((MessageBody, index) => ({ Id: String(index), MessageBody }))
    const { Successful = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
    const inOrder = Successful.toSorted((a, b) => Number(a.Id) - Number(b.Id))
    ids.push(...inOrder.map(({ MessageId = '' }) => MessageId))
  }
  sqs.destroy()
  return ids
}

export async function purge(shop: Shop, queue: string) {
  const { sqs, QueueUrl } = clientOf(shop, queue)
  await sqs.send(new PurgeQueueCommand({ QueueUrl }))
  sqs.destroy()
}

function clientOf(shop: Shop, queue: string) {
  const { url: QueueUrl } = JSON.parse(readEnv(shop)[`SST_RESOURCE_${queue}`] ?? '{}')
  return { QueueUrl, sqs: new SQSClient(connectionTo(shop, 'SQS')) }
}
