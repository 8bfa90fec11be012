import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterEach, expect, test, vi } from 'vitest'
import { embeddedAws, receive, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import type { Publish } from '../aws/bus'
import { dynamo } from '../aws/dynamo'
import { setBasket } from '../basket/change-basket'
import { checkoutBasket } from '../checkout/checkout-basket'
import { findCheckout } from '../checkout/store'
import type { EventOf, EventType } from '../events'
import { paymentIdOf } from '../ids'
import { cancelOrder } from './cancel-order'
import { findOrder, listOrders } from './find-orders'
import { handedOverAfterMs } from './order'
import { recordEvent } from './record-event'

embeddedAws()
afterEach(() => vi.useRealTimers())

/** A purchase that no consumer has heard of, and what ordering may be told of it. */
async function placedOrder() {
  const userName = newShopper()
  await setBasket(userName, [{ productId: (await stock()).id, quantity: 2 }])
  const placed = await checkoutBasket({ userName })
  if (!placed.ok) throw new Error(placed.reason)
  const { orderId, orderDate, totalPrice } = placed
  const checkout = await findCheckout(orderId)
  if (!checkout) throw new Error('not saved')
  const own = { userName, orderId, orderDate }
  const { items } = checkout
  const payment = { ...own, paymentId: paymentIdOf(orderId), amount: totalPrice }
  const at = new Date().toISOString()
  const details = {
    CheckoutBasket: { ...checkout, ...own },
    StockReserved: { ...own, items },
    StockReleased: { ...own, items, cancelled: true },
    StockRejected: { ...own, items, totalPrice, shortages: [] },
    PaymentCompleted: payment,
    PaymentFailed: { ...payment, failureReason: 'card_declined' },
    PaymentRefunded: { ...payment, failureReason: 'cancelled' },
    OrderCancelled: { ...own, totalPrice, at },
  }
  async function told(...types: EventType[]) {
    const { cancelledAt = at } = (await findCheckout(orderId)) ?? {}
    for (const type of types) {
      const detail = type === 'OrderCancelled' ? { ...details[type], at: cancelledAt } : details[type]
      await recordEvent({ type, detail, eventId: 'e', time: at } as EventOf<EventType>)
    }
  }
  const published: unknown[] = []
  const publish = ((type: EventType, detail: object) => {
    published.push({ type, detail })
    return Promise.resolve('event-1')
  }) as unknown as Publish
  return {
    ...{ userName, orderId, totalPrice, told, published },
    cancel: (by = userName) => cancelOrder({ userName: by, orderId }, publish),
    checkout: () => findCheckout(orderId),
    shown: () => findOrder(userName, orderId),
    listed: async () => (await listOrders(userName))[0],
  }
}

const confirmed = ['CheckoutBasket', 'StockReserved', 'PaymentCompleted'] as const

test.each<[string, readonly EventType[]]>([
  ['nobody has heard of', []],
  ['is placed', ['CheckoutBasket']],
  ['has one half', ['CheckoutBasket', 'PaymentCompleted']],
  ['is confirmed', confirmed],
])('an order that %s is cancelled, shown so at once, and told of with what it cost', async (_, facts) => {
  const { told, cancel, checkout, shown, listed, published, orderId, totalPrice } = await placedOrder()
  await told(...facts)
  const answer = await cancel()
  expect(answer).toEqual({ ok: true, orderId, cancelledAt: expect.any(String) })
  const cancelledAt = answer.ok ? answer.cancelledAt : ''
  const open = { open: expect.any(String), openFor: expect.any(String), dueAt: expect.any(String) }
  expect(await checkout()).toMatchObject({ cancelledAt, attempts: 0, ...open })
  expect(await checkout()).not.toHaveProperty('expiresAt')
  for (const order of [await shown(), await listed()]) {
    expect(order).toMatchObject({ status: 'CANCELLED', settled: false, cancellation: { at: cancelledAt } })
    expect(order?.history.at(-1)).toEqual({ what: 'OrderCancelled', at: cancelledAt })
  }
  expect(published).toMatchObject([
    { type: 'OrderCancelled', detail: { orderId, totalPrice, at: cancelledAt } },
  ])
})

test('asked again it gives the same answer and tells the same again, until the order is settled', async () => {
  const { told, cancel, checkout, shown, published } = await placedOrder()
  await told(...confirmed)
  const answers = await Promise.all([cancel(), cancel(), cancel()])
  expect(answers).toEqual(Array(3).fill(await cancel()))
  expect(published).toEqual(Array(4).fill(published[0]))
  await told('PaymentRefunded', 'StockReleased', 'OrderCancelled')
  expect(await checkout()).not.toHaveProperty('open')
  expect(await shown()).toMatchObject({ status: 'CANCELLED', settled: true })
  expect(await cancel()).toEqual(answers[0])
  expect(published).toHaveLength(4)
})

test('what the bus does not take is left to the reconciler: the order is cancelled all the same', async () => {
  const { userName, orderId, checkout } = await placedOrder()
  const away = () => Promise.reject(new Error('The bus is away'))
  expect(await cancelOrder({ userName, orderId }, away)).toMatchObject({ ok: true })
  expect(await checkout()).toMatchObject({ cancelledAt: expect.any(String), open: expect.any(String) })
})

test('without a publisher of its own it speaks to the bus, and three services listen', async () => {
  const { userName, orderId } = await placedOrder()
  await cancelOrder({ userName, orderId })
  for (const queue of ['OrderQueue', 'InventoryQueue', 'PaymentQueue'] as const) {
    let types: string[] = []
    while (!types.includes('OrderCancelled'))
      types = (await receive(queue, 1))
        .filter(({ detail }) => detail.orderId === orderId)
        .map(({ type }) => type)
  }
})

test.each<[string, readonly EventType[]]>([
  ['PAYMENT_FAILED', ['CheckoutBasket', 'StockReserved', 'PaymentFailed']],
  ['PAYMENT_FAILED', ['CheckoutBasket', 'PaymentFailed', 'StockReleased']],
  ['OUT_OF_STOCK', ['CheckoutBasket', 'PaymentCompleted', 'StockRejected']],
  ['REFUNDED', ['CheckoutBasket', 'StockReserved', 'PaymentCompleted', 'PaymentRefunded']],
])('an order that came to %s by %j has nothing to cancel, and stays as it is', async (status, facts) => {
  const { told, cancel, checkout, published } = await placedOrder()
  await told(...facts)
  const before = await checkout()
  expect(await cancel()).toEqual({ ok: false, reason: 'order_ended', status })
  expect(await checkout()).toEqual(before)
  expect(published).toEqual([])
})

test('a confirmed order is sent after a day, an open one is not', async () => {
  const [sent, open] = [await placedOrder(), await placedOrder()]
  await sent.told(...confirmed)
  const before = await sent.checkout()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + handedOverAfterMs })
  expect(await sent.cancel()).toEqual({ ok: false, reason: 'order_sent', status: 'CONFIRMED' })
  expect(await sent.checkout()).toEqual(before)
  expect(await open.cancel()).toMatchObject({ ok: true })
})

test('nobody cancels what is not theirs, and learns nothing of it', async () => {
  const { cancel, checkout } = await placedOrder()
  for (let time = 0; time < 2; time++) {
    expect(await cancel(newShopper())).toEqual({ ok: false, reason: 'unknown_order' })
    await cancel()
  }
  expect(await cancelOrder({ userName: newShopper(), orderId: 'ORD-nothing' })).toMatchObject({ ok: false })
  expect(await checkout()).toMatchObject({ userName: expect.any(String) })
})

test('an order whose checkout is gone is not cancelled by halves', async () => {
  const { told, cancel, orderId, published } = await placedOrder()
  await told(...confirmed)
  const TableName = Resource.CheckoutTable.name
  await dynamo.send(new DeleteCommand({ TableName, Key: { checkoutId: orderId } }))
  expect(await cancel()).toMatchObject({ ok: false, reason: 'order_ended' })
  expect(await findCheckout(orderId)).toBeUndefined()
  expect(published).toEqual([])
})

test('what came to nothing while it was being cancelled stays so', async () => {
  const { told, cancel, checkout } = await placedOrder()
  const send = dynamo.send.bind(dynamo)
  // Between what cancelling reads and what it writes.
  const spy = vi.spyOn(dynamo, 'send').mockImplementation((async (command: Parameters<typeof send>[0]) => {
    if (!JSON.stringify(command.input).includes(':shopper')) return send(command)
    spy.mockRestore()
    await told('CheckoutBasket', 'PaymentFailed', 'StockReleased')
    return send(command)
  }) as never)
  expect(await cancel()).toEqual({ ok: false, reason: 'order_ended', status: 'PAYMENT_FAILED' })
  expect(await checkout()).not.toHaveProperty('cancelledAt')
})
