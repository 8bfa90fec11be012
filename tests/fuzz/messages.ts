import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { connectionTo, readEnv } from '../../e2e/shop-process'
import { events, eventTypes } from '../../lib/events'
import { sqsClient } from '../../local/queue-server'
import type { Random } from '../chaos/globals'
import type { Known } from './learn'
import { values } from './values'

export const queues = ['OrderQueue', 'InventoryQueue', 'PaymentQueue', 'MailQueue'] as const
const bodies = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '{"detail-type":"__proto__","detail":{}}',
  `${'['.repeat(9000)}`,
  'x'.repeat(200_000),
]

type Shop = { data: string }

/** SQS of the shop, with the URLs of its queues. */
export function queuesOf(shop: Shop) {
  const env = readEnv(shop)
  const url = (name: string) => JSON.parse(env[`SST_RESOURCE_${name}`] ?? '{}').url as string
  return { sqs: sqsClient(connectionTo(shop, 'SQS')), url }
}

/** Puts hostile events on the bus and hostile messages into the queues, each with something at fault. */
export function messages(shop: Shop, random: Random, { own }: Known) {
  const { pick, chance } = random
  const bus = new EventBridgeClient(connectionTo(shop, 'EVENTBRIDGE'))
  const { sqs, url } = queuesOf(shop)
  const orderId = own.orderId.replace(/.{4}$/, 'FUZZ')
  const line = { productId: 'chef-knife', productName: 'x', price: 1, quantity: 1 }
  const whole: Record<string, unknown> = {
    ...{
      userName: own.userName,
      orderId,
      orderDate: '2026-01-01T00:00:00.000Z',
      at: '2026-01-01T00:00:00.000Z',
    },
    ...{
      items: [line],
      totalPrice: 1,
      paymentId: `PAY-${orderId}`,
      amount: 1,
      failureReason: 'x',
      paymentMethod: 'card',
    },
    status: 'CONFIRMED',
    ...{ shortages: [{ productId: 'chef-knife', requested: 1, available: 0 }], cancelled: true },
  }
  let count = 0
  const needed = ['userName', 'orderId', 'orderDate']

  function detail() {
    // One shopper has one order at a time.
    whole.orderDate = new Date(Date.UTC(2026, 0, 1) + count++).toISOString()
    const [at, value] = [pick(chance(0.5) ? needed : Object.keys(whole)), pick(values)]
    const parts = Object.entries(whole).map(
      ([name, held]) => `"${name}":${name === at ? value : JSON.stringify(held)}`,
    )
    return `{${parts.join()},"unknown":${pick(values)}}`
  }

  async function event() {
    const type = pick(eventTypes)
    const entry = {
      Source: events[type].source,
      DetailType: type,
      Detail: detail(),
      EventBusName: 'SwnEventBus',
    }
    const put = new PutEventsCommand({ Entries: [entry] })
    return { sent: entry.Detail, done: bus.send(put) }
  }
  async function message() {
    const type = pick(eventTypes)
    const envelope = `{"id":${pick(values)},"time":${pick(values)},"detail-type":"${type}","source":"${events[type].source}","detail":${detail()}}`
    const MessageBody = chance(0.6) ? envelope : pick(bodies)
    return { sent: MessageBody, done: sqs.sendMessage({ QueueUrl: url(pick(queues)), MessageBody }) }
  }
  /** What SQS or the bus itself refuses is none of the shop's. */
  return async () => {
    const { sent, done } = await (chance(0.5) ? event() : message())
    const status = await done.then(
      () => 200,
      (error) => error.$metadata?.httpStatusCode ?? 0,
    )
    return { sent, status: Number(status) }
  }
}
