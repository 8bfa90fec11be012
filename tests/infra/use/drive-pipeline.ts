import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { openShardOf } from '../../../lib/checkout/checkout'
import { type Detail, type EventType, events } from '../../../lib/events'
import { paymentIdOf } from '../../../lib/ids'
import type { Product } from '../../../lib/product/product'
import { configFor } from '../../../local/connection'
import type { Aws } from '../../../local/embedded'
import { purchaseOf } from '../../purchases'
import { envelopeOf, sqsRecord } from '../../sqs-records'

const message = <T extends EventType>(type: T, detail: Detail<T>) => ({
  type,
  body: envelopeOf(type, z.encode<z.ZodType>(events[type].detail, detail)),
})

const contact = { name: 'Somebody', country: 'HK', address: ['1 Long Lane'] }

async function putRows(connection: Aws['connection'], TableName: string, rows: object[]) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(configFor(connection, 'dynamodb')))
  for (const Item of rows) await client.send(new PutCommand({ TableName, Item }))
  client.destroy()
}

/** Accounts of these addresses that wait for a product. */
async function putWatches(connection: Aws['connection'], productId: string, emails: string[]) {
  const watchers = emails.map((email) => ({ userName: `watcher-${email}`, expiresAt: 4_000_000_000, email }))
  const account = { role: 'shopper', createdAt: new Date().toISOString(), sessions: {} }
  const basket = { items: [], watching: [productId], checkoutId: 'ORD-watching', version: 1 }
  const rowsWith = (more: object) => watchers.map((watcher) => ({ ...watcher, ...more }))
  await putRows(connection, 'AccountTable', rowsWith(account))
  await putRows(connection, 'BasketTable', rowsWith(basket))
  await putRows(connection, 'WatchTable', rowsWith({ productId }))
}

type Running = Pick<Aws, 'topology' | 'known' | 'connection'>

/** A redrive of each dead-letter queue that nobody looks at: of one message of two, and of one that is gone. */
async function putRedrives({ topology, known, connection }: Running) {
  const sqs = new SQSClient(configFor(connection, 'sqs'))
  const names = topology.queues.flatMap(({ name }) => (name.endsWith('Dlq') ? name : []))
  const target = { DataType: 'String', StringValue: known.get('OrderQueue.arn')?.split(':').at(-1) }
  for (const queue of names) {
    const bury = () =>
      sqs.send(
        new SendMessageCommand({
          ...{ QueueUrl: known.get(`${queue}.url`), MessageBody: 'no event' },
          ...(queue === 'SwnEventBusDlq' && { MessageAttributes: { TARGET_ARN: target } }),
        }),
      )
    const [{ MessageId: messageId }] = [await bury(), await bury()]
    const [id, at] = [`REDRIVE-${randomUUID()}`, new Date().toISOString()]
    const entry = { day: at.slice(0, 10), at: `${at}#${id}` }
    const how = { queue, by: 'operator', why: 'a test', beganAt: at, perSecond: 100, entry }
    const isShort = queue === 'OrderQueueDlq'
    const ids = isShort ? [messageId, 'gone'] : [messageId]
    const letters = ids.map((one) => ({ messageId: one, service: 'ordering' }))
    await putRows(connection, 'AuditTable', [entry])
    await putRows(connection, 'DeadLetterTable', [
      { kind: 'letters', id, letters, version: 0 },
      { kind: 'job', id, ...how, total: letters.length, moved: 0, state: 'running', version: 0 },
    ])
  }
  sqs.destroy()
}

/** One round of everything that can come over the bus, in the order in which it goes well and in others. */
export async function drivePipeline(
  { topology, known, connection }: Running,
  product: Product,
  invoke: (name: string, event: unknown) => Promise<unknown> | undefined,
) {
  /** One batch for each function that listens, with a message that is none. */
  const deliver = (...messages: ReturnType<typeof message>[]) =>
    Promise.allSettled(
      topology.functions.map(async ({ name, trigger }) => {
        if (!('queue' in trigger)) return
        const eventSourceARN = known.get(`${trigger.queue}.arn`)
        const heard = messages.filter(({ type }) =>
          topology.targets.some((target) => target.name === `${type}To${trigger.queue}`),
        )
        const bodies = [...heard.map(({ body }) => body), 'no event']
        await invoke(name, { Records: bodies.map((body) => sqsRecord(body, { eventSourceARN })) })
      }),
    )
  const paymentOf = ({ userName, orderId, orderDate, totalPrice }: Detail<'CheckoutBasket'>) => ({
    ...{ userName, orderId, orderDate, paymentId: paymentIdOf(orderId), amount: totalPrice },
    failureReason: 'card_declined',
  })
  const purchase = () => purchaseOf([product, 1])
  const [good, late, cancelled, refused] = [purchase(), purchase(), purchase(), purchase()]
  const shortages = [{ productId: product.id, requested: 1, available: 0 }]
  await deliver(
    message('CheckoutBasket', good),
    message('CheckoutBasket', purchaseOf([product, product.availableStock + 1])),
    message('StockReserved', good),
    message('PaymentFailed', paymentOf(late)),
    message('PaymentRefunded', paymentOf(late)),
    message('CheckoutBasket', refused),
    message('StockRejected', { ...cancelled, shortages }),
  )
  await deliver(
    message('CheckoutBasket', late),
    message('CheckoutBasket', cancelled),
    // It may have been charged by now.
    message('StockRejected', { ...refused, shortages }),
    // In one batch both find the stock held, and one of them is refused.
    message('PaymentFailed', paymentOf(good)),
    message('PaymentFailed', paymentOf(good)),
    // It settles so, without a checkout.
    message('StockReleased', good),
  )
  const mailed = ['somebody@example.com', 'nobody'].map((email) => ({
    ...purchase(),
    contact: { ...contact, email },
  }))
  // What the site has left open.
  const open = mailed.map(({ orderId: checkoutId }) => ({ checkoutId, open: openShardOf(checkoutId) }))
  await putRows(connection, 'CheckoutTable', open)
  for (const one of mailed) {
    await deliver(
      message('CheckoutBasket', one),
      message('StockReserved', one),
      message('PaymentCompleted', paymentOf(one)),
    )
    const { userName, orderDate, orderId } = one
    const asked = {
      id: randomUUID(),
      time: orderDate,
      detail: { userName, orderDate, orderId, status: 'CONFIRMED' },
    }
    await invoke('mail', { Records: [sqsRecord(JSON.stringify(asked))] })
  }
  await putWatches(connection, product.id, ['somebody@example.com', 'some,body@example.com'])
  await invoke('restocked', {})
  await putRedrives({ topology, known, connection })
  await invoke('reconcile', {})
}
