import { expect, test } from 'vitest'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { transact } from '../aws/dynamo'
import { dueAfter, openShardOf } from '../checkout/checkout'
import { findCheckout, putCheckout } from '../checkout/store'
import type { Detail, EventOf, EventType } from '../events'
import { paymentIdOf } from '../ids'
import { isPlaced, viewOf } from './order'
import { recordEvent } from './record-event'
import { findOrderRow } from './store'

embeddedAws()

const at = (second: number) => `2026-11-22T10:00:0${second}.000Z`

function eventsOf(purchase: Detail<'CheckoutBasket'>, cancelled = false) {
  const { userName, orderId, orderDate, items, totalPrice: amount } = purchase
  const who = { userName, orderId, orderDate }
  const payment = { ...who, paymentId: paymentIdOf(orderId), amount }
  const details: { [T in EventType]: Detail<T> } = {
    CheckoutBasket: purchase,
    PaymentCompleted: { ...payment, at: at(1) },
    OrderCancelled: { ...who, totalPrice: amount, at: at(2) },
    PaymentFailed: { ...payment, failureReason: 'card_declined', at: at(1) },
    PaymentRefunded: { ...payment, failureReason: 'out_of_stock', at: at(3) },
    StockReserved: { ...who, items, at: at(2) },
    StockRejected: { ...who, items, shortages: [{ productId: 'x', requested: 1, available: 0 }], at: at(2) },
    StockReleased: { ...who, items, at: at(3), ...(cancelled && { cancelled }) },
  }
  return (...types: EventType[]) =>
    types.map((type) => ({ type, detail: details[type], eventId: 'e', time: at(9) }) as EventOf<EventType>)
}

const permutations = <T>(all: T[]): T[][] =>
  all.length < 2
    ? [all]
    : all.flatMap((first, index) =>
        permutations(all.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
      )

const newPurchase = async () => purchaseOf([await stock(), 2])

async function openCheckoutOf(purchase: Detail<'CheckoutBasket'>, cancelledAt?: string) {
  const { orderId: checkoutId, ...rest } = purchase
  const dueAt = dueAfter(new Date(), 0)
  const open = { attempts: 0, open: openShardOf(checkoutId), dueAt }
  await transact([putCheckout({ checkoutId, ...rest, ...open, cancelledAt })])
}

test.each<[string, EventType[]]>([
  ['CONFIRMED', ['CheckoutBasket', 'PaymentCompleted', 'StockReserved']],
  ['PAYMENT_FAILED', ['CheckoutBasket', 'PaymentFailed', 'StockReserved', 'StockReleased']],
  ['OUT_OF_STOCK', ['CheckoutBasket', 'PaymentCompleted', 'StockRejected', 'PaymentRefunded']],
  ['OUT_OF_STOCK', ['CheckoutBasket', 'StockRejected', 'PaymentFailed']],
  ['CANCELLED', ['CheckoutBasket', 'PaymentFailed', 'StockReleased', 'OrderCancelled']],
  ['CANCELLED', ['CheckoutBasket', 'PaymentRefunded', 'StockReleased', 'OrderCancelled']],
  ['CANCELLED', ['CheckoutBasket', 'PaymentRefunded', 'StockRejected', 'OrderCancelled']],
])('ends %s, settled, closed and never contradictory, in whatever order %j arrive, even twice', async (status, types) => {
  const ends = await Promise.all(
    permutations(types).map(async (order) => {
      const purchase = await newPurchase()
      const cancelled = status === 'CANCELLED'
      await openCheckoutOf(purchase, cancelled ? at(2) : undefined)
      for (const event of eventsOf(purchase, cancelled)(...order, ...order))
        expect(await recordEvent(event)).toMatchObject({ contradictory: false })
      expect(await findCheckout(purchase.orderId)).not.toHaveProperty('open')
      const row = await findOrderRow(purchase)
      if (!row || !isPlaced(row)) throw new Error('not placed')
      const { payment, inventory, history, settled, ...view } = viewOf(row)
      expect(payment?.paymentId).toBe(paymentIdOf(purchase.orderId))
      const told = history.filter(({ what }) => what !== 'CheckoutBasket')
      return { status: view.status, settled, told, facts: [payment?.status, inventory?.status] }
    }),
  )
  expect(ends[0]).toMatchObject({ status, settled: true })
  expect(ends[0]?.told.map(({ what }) => what).sort()).toEqual(types.slice(1).sort())
  for (const end of ends) expect(end).toEqual(ends[0])
})

test('events that meet lose none', async () => {
  const purchase = await newPurchase()
  const events = eventsOf(purchase)('CheckoutBasket', 'PaymentCompleted', 'StockRejected', 'PaymentRefunded')
  await Promise.all([...events, ...events].map(recordEvent))
  const row = await findOrderRow(purchase)
  expect(row).toMatchObject({ payment: { status: 'REFUNDED' }, inventory: { status: 'REJECTED' } })
  const told = ['CheckoutBasket', 'PaymentCompleted', 'PaymentRefunded', 'StockRejected']
  expect(row?.history.map(({ what }) => what).sort()).toEqual(told)
})

test('a checkout stays open until the last fact, and until the order itself is there', async () => {
  const purchase = await newPurchase()
  await openCheckoutOf(purchase)
  const events = eventsOf(purchase)
  for (const event of events('PaymentCompleted', 'StockReserved')) await recordEvent(event)
  expect(await findCheckout(purchase.orderId)).toHaveProperty('open')
  for (const event of events('CheckoutBasket')) await recordEvent(event)
  const closed = await findCheckout(purchase.orderId)
  expect(closed).not.toHaveProperty('open')
  expect(closed).not.toHaveProperty('dueAt')
  expect(closed?.expiresAt).toBeGreaterThan(Date.now() / 1000 + 14 * 24 * 3600)
})

test('a cancelled order stays open until it knows of that, and holds neither money nor stock', async () => {
  const purchase = await newPurchase()
  await openCheckoutOf(purchase, at(2))
  const events = eventsOf(purchase, true)
  const isOpen = async () => (await findCheckout(purchase.orderId))?.open !== undefined
  // Each would settle it if it had not been cancelled.
  const settling = ['CheckoutBasket', 'PaymentCompleted', 'StockReserved'] as const
  for (const event of events(...settling))
    expect(await recordEvent(event)).toMatchObject({ settledNow: false })
  expect(await isOpen()).toBe(true)
  const undoing = ['OrderCancelled', 'StockReleased', 'PaymentRefunded'] as const
  for (const event of events(...undoing)) {
    expect(await isOpen()).toBe(true)
    expect(await recordEvent(event)).toMatchObject({ status: 'CANCELLED', contradictory: false })
  }
  expect(await isOpen()).toBe(false)
  for (const event of events(...settling, ...undoing))
    expect(await recordEvent(event)).toMatchObject({ status: 'CANCELLED', settledNow: false })
})

test('stock that comes back before its paid order knows why contradicts nothing, another release does', async () => {
  for (const cancelled of [true, false]) {
    const purchase = await newPurchase()
    await openCheckoutOf(purchase, cancelled ? at(2) : undefined)
    const said = []
    for (const event of eventsOf(purchase, cancelled)('CheckoutBasket', 'PaymentCompleted', 'StockReleased'))
      said.push(await recordEvent(event))
    expect(said.at(-1)).toMatchObject({ contradictory: !cancelled })
  }
})

test('a cancellation that nobody asked for is carried out, and counted', async () => {
  const purchase = await newPurchase()
  await openCheckoutOf(purchase)
  const events = eventsOf(purchase, true)
  const all = ['CheckoutBasket', 'PaymentRefunded', 'OrderCancelled', 'StockReleased'] as const
  const said = []
  for (const event of events(...all, 'OrderCancelled')) said.push(await recordEvent(event))
  expect(said.slice(-2)).toMatchObject([
    { settledNow: true, contradictory: true },
    { settledNow: false, contradictory: true },
  ])
})

test('an order is never written over by another of the same moment', async () => {
  const purchase = await newPurchase()
  const other = { ...purchase, orderId: 'ORD-another' }
  for (const event of eventsOf(purchase)('CheckoutBasket')) await recordEvent(event)
  for (const event of eventsOf(other)('CheckoutBasket', 'PaymentFailed', 'StockReserved'))
    await expect(recordEvent(event)).rejects.toThrow(`belongs to ${purchase.orderId}`)
  expect(await findOrderRow(purchase)).toMatchObject({ orderId: purchase.orderId })
})

test('money stands in the table as a decimal', async () => {
  const purchase = purchaseOf([await stock({ price: 34.5 }), 2])
  for (const event of eventsOf(purchase)('CheckoutBasket')) await recordEvent(event)
  expect(await findOrderRow(purchase)).toMatchObject({ totalPrice: 6900 })
  const row = (await rowsOf('OrderTable')).find(({ orderId }) => orderId === purchase.orderId)
  expect(row).toMatchObject({ totalPrice: 69, items: [{ price: 34.5 }] })
})

test.each<[string, EventType[]]>([
  ['a forgery released paid stock', ['PaymentCompleted', 'StockReserved', 'PaymentFailed', 'StockReleased']],
  ['its stock was released and then it was paid', ['StockReleased', 'PaymentCompleted']],
  ['a payment both failed and completed', ['PaymentFailed', 'PaymentCompleted', 'StockReleased']],
  ['stock was both reserved and rejected', ['StockReserved', 'StockRejected', 'PaymentCompleted']],
])('says that an order is contradictory where %s', async (_, types) => {
  const purchase = await newPurchase()
  await openCheckoutOf(purchase)
  const said = []
  for (const event of eventsOf(purchase)('CheckoutBasket', ...types)) said.push(await recordEvent(event))
  expect(said[0]).toMatchObject({ contradictory: false })
  expect(said.at(-1)).toMatchObject({ contradictory: true })
})

test('an order that settles without ever having been checked out is contradictory', async () => {
  const purchase = await newPurchase()
  const said = []
  for (const event of eventsOf(purchase)('CheckoutBasket', 'PaymentCompleted', 'StockReserved'))
    said.push(await recordEvent(event))
  expect(said).toMatchObject([{ contradictory: false }, { contradictory: false }, { contradictory: true }])
})
