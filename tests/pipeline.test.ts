import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { Resource } from 'sst'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { setBasket } from '../lib/basket/change-basket'
import { checkoutBasket } from '../lib/checkout/checkout-basket'
import { findCheckout } from '../lib/checkout/store'
import { type Detail, events } from '../lib/events'
import { cancelOrder } from '../lib/order/cancel-order'
import { findOrder, listOrders } from '../lib/order/find-orders'
import { isPlaced, viewOf } from '../lib/order/order'
import { findOrderRow } from '../lib/order/store'
import { embeddedAws, rowsOf, stock } from './embedded-aws'
import { newShopper, purchaseOf } from './purchases'
import { envelopeOf } from './sqs-records'

const lines: string[] = []
const mails: string[] = []
embeddedAws({
  functions: true,
  log: (line) => lines.push(line),
  onMail: (_, mail) => mails.push(mail),
})

type Purchase = Detail<'CheckoutBasket'>

async function viewOfPurchase(purchase: Pick<Purchase, 'userName' | 'orderDate'>) {
  const row = await findOrderRow(purchase)
  return row && isPlaced(row) ? viewOf(row) : undefined
}

const untilSettled = (purchase: Pick<Purchase, 'userName' | 'orderDate'>) =>
  vi.waitFor(
    async () => {
      const view = await viewOfPurchase(purchase)
      expect(view?.settled).toBe(true)
      return view
    },
    { timeout: 15_000, interval: 20 },
  )

const entryOf = (purchase: Purchase) => ({
  EventBusName: Resource.SwnEventBus.name,
  Source: events.CheckoutBasket.source,
  DetailType: 'CheckoutBasket',
  Detail: JSON.stringify(z.encode(events.CheckoutBasket.detail, purchase)),
})

const factsOf = async ({ orderId }: Purchase) => {
  const tables = ['OrderTable', 'PaymentTable', 'ReservationTable'] as const
  const rows = await Promise.all(tables.map(rowsOf))
  return rows.map((table) => table.filter((row) => row.orderId === orderId))
}

test('a checkout settles: one order, one payment, one reservation, one mail, and the checkout is closed', async () => {
  const cup = await stock({ availableStock: 10, price: 34.5 })
  const userName = newShopper()
  await setBasket(userName, [{ productId: cup.id, quantity: 2 }])
  const contact = { name: 'Ada', email: `${userName}@example.com`, country: 'HK', address: ['1 Long Lane'] }
  const placed = await checkoutBasket({ userName, contact })
  if (!placed.ok) throw new Error(placed.reason)

  const view = await untilSettled({ userName, orderDate: placed.orderDate })
  expect(view?.status).toMatch(/^(CONFIRMED|PAYMENT_FAILED)$/)
  await vi.waitFor(async () => expect(await findCheckout(placed.orderId)).not.toHaveProperty('open'))
  const facts = await factsOf({ orderId: placed.orderId } as Purchase)
  expect(facts.map((rows) => rows.length)).toEqual([1, 1, 1])
  const written = () => mails.filter((mail) => mail.includes(`To: ${contact.email}\r\n`))
  await vi.waitFor(() => expect(written()).toHaveLength(1), 15_000)
  expect(written()[0]).toContain(view?.status === 'CONFIRMED' ? 'is confirmed' : 'could not be paid')
  expect(written()[0]).toContain(`http://localhost:3000/orders/${placed.orderId}`)
})

/** Whoever is told that others are busy with the order asks again. */
async function untilAnswered(order: Parameters<typeof cancelOrder>[0]): ReturnType<typeof cancelOrder> {
  const answer = await cancelOrder(order)
  return !answer.ok && answer.reason === 'busy' ? untilAnswered(order) : answer
}

test('thirty purchases are cancelled at any moment: what is answered is what becomes of them', async () => {
  const cup = await stock({ availableStock: 100 })
  const placed = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const userName = newShopper()
      await setBasket(userName, [{ productId: cup.id, quantity: 2 }])
      const checkedOut = await checkoutBasket({ userName })
      if (!checkedOut.ok) throw new Error(checkedOut.reason)
      return { ...checkedOut, userName }
    }),
  )
  const answers = await Promise.all(
    placed.map(async ({ userName, orderId, orderDate }, index) => {
      // A third at once, a third in two tabs, a third once it is settled.
      if (index % 3 === 2) await untilSettled({ userName, orderDate })
      const tabs = Array.from({ length: 1 + (index % 3) }, () => untilAnswered({ userName, orderId }))
      return (await Promise.all(tabs)).some(({ ok }) => ok)
    }),
  )
  const cancelled = answers.filter(Boolean).length
  expect(cancelled).toBeGreaterThan(0)
  await vi.waitFor(
    async () => {
      const checkouts = await rowsOf('CheckoutTable')
      const ours = checkouts.filter((row) => placed.some(({ orderId }) => orderId === row.checkoutId))
      expect(ours.filter((row) => 'open' in row)).toEqual([])
    },
    { timeout: 90_000, interval: 50 },
  )
  for (const [index, { userName, orderId }] of placed.entries()) {
    const order = await findOrder(userName, orderId)
    expect(order?.settled).toBe(true)
    expect(order?.status).toBe(answers[index] ? 'CANCELLED' : 'PAYMENT_FAILED')
    expect(order?.payment?.status).not.toBe('COMPLETED')
    const [orders, payments, reservations] = await factsOf({ orderId } as Purchase)
    expect([orders?.length, payments?.length, reservations?.length]).toEqual([1, 1, 1])
    expect(reservations?.[0]?.status).toBe('RELEASED')
  }
  const left = (await rowsOf('ProductTable')).find(({ id }) => id === cup.id)?.availableStock
  expect(left).toBe(100)
})

test('the same CheckoutBasket 50 times changes nothing after the first', async () => {
  const cup = await stock({ availableStock: 100 })
  const purchase = purchaseOf([cup, 3])
  const eventBridge = new EventBridgeClient({})
  await eventBridge.send(new PutEventsCommand({ Entries: [entryOf(purchase)] }))
  await untilSettled(purchase)
  const before = await factsOf(purchase)

  for (let batch = 0; batch < 5; batch++) {
    const Entries = Array.from({ length: 10 }, () => entryOf(purchase))
    await eventBridge.send(new PutEventsCommand({ Entries }))
  }
  const after = purchaseOf([cup, 1])
  await eventBridge.send(new PutEventsCommand({ Entries: [entryOf(after)] }))
  await untilSettled(after)
  await queuesAreEmpty()
  expect(await factsOf(purchase)).toEqual(before)
})

async function queuesAreEmpty() {
  const sqs = new SQSClient({})
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
  await vi.waitFor(
    async () => {
      for (const queue of ['OrderQueue', 'InventoryQueue', 'PaymentQueue'] as const) {
        const { Attributes = {} } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl: Resource[queue].url, AttributeNames: [...names] }),
        )
        expect(names.map((name) => Attributes[name])).toEqual(['0', '0'])
      }
    },
    { timeout: 90_000, interval: 50 },
  )
}

test('fifty purchases at once: every invariant holds', async () => {
  const few = await stock({ availableStock: 30 })
  const many = await stock({ availableStock: 1000 })
  const shoppers = Array.from({ length: 50 }, newShopper)
  await Promise.all(
    shoppers.map(async (userName) => {
      await setBasket(userName, [
        { productId: few.id, quantity: 1 },
        { productId: many.id, quantity: 2 },
      ])
      await checkoutBasket({ userName })
    }),
  )
  const open = async () => (await rowsOf('CheckoutTable')).filter((row) => 'open' in row)
  await vi.waitFor(async () => expect(await open()).toEqual([]), { timeout: 15_000, interval: 50 })

  const orders = (await Promise.all(shoppers.map((userName) => listOrders(userName)))).flat()
  const heldBy = (status: string) => orders.filter((order) => order.status === status).length
  const products = await rowsOf('ProductTable')
  const left = (id: string) => products.find((product) => product.id === id)?.availableStock
  expect(orders.every(({ settled }) => settled)).toBe(true)
  expect(30 - left(few.id)).toBe(heldBy('CONFIRMED'))
  expect(1000 - left(many.id)).toBe(2 * heldBy('CONFIRMED'))
  const payments = await rowsOf('PaymentTable')
  for (const { orderId, status } of orders) {
    const [payment, ...others] = payments.filter((row) => row.orderId === orderId)
    expect(others).toEqual([])
    expect(payment?.status === 'COMPLETED').toBe(status === 'CONFIRMED')
  }
})

test('a malformed message ends in the dead-letter queue after 10 receives, named, while others go through', async () => {
  const sqs = new SQSClient({})
  const cup = await stock()
  const body = envelopeOf('CheckoutBasket', { userName: 'ada', items: 'none' })
  await sqs.send(new SendMessageCommand({ QueueUrl: Resource.InventoryQueue.url, MessageBody: body }))
  const purchase = purchaseOf([cup, 1])
  await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [entryOf(purchase)] }))
  await untilSettled(purchase)

  const dead = await vi.waitFor(
    async () => {
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: Resource.InventoryQueueDlq.url,
          WaitTimeSeconds: 5,
          MessageSystemAttributeNames: ['All'],
        }),
      )
      expect(Messages).toHaveLength(1)
      return Messages?.[0]
    },
    { timeout: 15_000, interval: 10 },
  )
  expect(dead?.Body).toBe(body)
  const failures = () =>
    lines.filter((line) => line.includes('Message failed') && line.includes('detail.items'))
  // What a function has printed arrives a moment later.
  await vi.waitFor(() => expect(failures()).toHaveLength(10), { timeout: 15_000 })
})
