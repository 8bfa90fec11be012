import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { handler as inventory } from '../../functions/inventory'
import { handler as ordering } from '../../functions/ordering'
import { handler as payment } from '../../functions/payment'
import { type Queue, receive } from '../embedded-aws'
import { sqsRecord } from '../sqs-records'
import { type Call, callsOf } from './meter'

/** `queueCalls` are those that Lambda makes on our account to hand over a batch: ReceiveMessage and DeleteMessage. */
export type Step = { name: string; calls: Call[]; queueCalls: number }

const services: Record<Queue, (event: Pick<SQSEvent, 'Records'>) => Promise<SQSBatchResponse>> = {
  OrderQueue: ordering,
  InventoryQueue: inventory,
  PaymentQueue: payment,
}

export async function step(name: string, work: () => Promise<unknown>): Promise<Step> {
  return { name, calls: await callsOf(work), queueCalls: 0 }
}

/** Hands the next `count` messages of a queue to its function, as one batch. */
export async function deliver(queue: Queue, count = 1): Promise<Step> {
  const messages = await receive(queue, count)
  const types = [...new Set(messages.map(({ type }) => type))]
  const calls = await callsOf(async () => {
    const { batchItemFailures } = await services[queue]({
      Records: messages.map(({ body }) => sqsRecord(body)),
    })
    if (batchItemFailures.length > 0) throw new Error(`${queue} failed on ${types}`)
  })
  return { name: `${queue.replace('Queue', '').toLowerCase()}: ${types.join(', ')}`, calls, queueCalls: 2 }
}
