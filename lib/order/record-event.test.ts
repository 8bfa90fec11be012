import { expect, test } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
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

function eventsOf(purchase: Detail<'CheckoutBasket'>) {
  const { userName, orderId, orderDate, items, totalPrice: amount } = purchase
  const who = { userName, orderId, orderDate }
  const payment = { ...who, paymentId: paymentIdOf(orderId), amount }
  const details: { [T in EventType]: Detail<T> } = {
    CheckoutBasket: purchase,
    PaymentCompleted: { ...payment, at: at(1) },
    PaymentFailed: { ...payment, failureReason: 'card_declined', at: at(1) },
    PaymentRefunded: { ...payment, failureReason: 'out_of_stock', at: at(3) },
    StockReserved: { ...who, items, at: at(2) },
    StockRejected: { ...who, items, shortages: [{ productId: 'x', requested: 1, available: 0 }], at: at(2) },
    StockReleased: { ...who, items, at: at(3) },
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

async function openCheckoutOf(purchase: Detail<'CheckoutBasket'>) {
  const { orderId: checkoutId, ...rest } = purchase
  const dueAt = dueAfter(new Date(), 0)
  await transact([putCheckout({ checkoutId, ...rest, attempts: 0, open: openShardOf(checkoutId), dueAt })])
}

async function viewAfter(purchase: Detail<'CheckoutBasket'>, events: EventOf<EventType>[]) {
  for (const event of events) await recordEvent(event)
  const row = await findOrderRow(purchase)
  if (!row || !isPlaced(row)) throw new Error('not placed')
  return viewOf(row)
}

test.each([
  ['CONFIRMED', ['CheckoutBasket', 'PaymentCompleted', 'StockReserved']],
  ['PAYMENT_FAILED', ['CheckoutBasket', 'PaymentFailed', 'StockReserved', 'StockReleased']],
  ['OUT_OF_STOCK', ['CheckoutBasket', 'PaymentCompleted', 'StockRejected', 'PaymentRefunded']],
] as const)('ends %s, settled and closed, in whatever order its events arrive, even twice', async (status, types) => {
  const views = await Promise.all(
    permutations([...types]).map(async (order) => {
      const purchase = await newPurchase()
      await openCheckoutOf(purchase)
      const events = eventsOf(purchase)(...order, ...order)
      const { userName, orderId, orderDate, payment, ...view } = await viewAfter(purchase, events)
      expect(payment?.paymentId).toBe(paymentIdOf(orderId))
      expect(await findCheckout(orderId)).not.toHaveProperty('open')
      expect(userName && orderDate).toBeTruthy()
      const { items, history, ...facts } = view
      return {
        ...facts,
        payment: payment?.status,
        told: history.filter(({ what }) => what !== 'CheckoutBasket'),
      }
    }),
  )
  expect(views[0]).toMatchObject({ status, settled: true })
  expect(views[0]?.told.map(({ what }) => what).sort()).toEqual(types.slice(1).sort())
  for (const view of views)
    expect({ ...view, inventory: view.inventory?.status }).toEqual({
      ...views[0],
      inventory: views[0]?.inventory?.status,
    })
})

test('events that meet lose none', async () => {
  const purchase = await newPurchase()
  const events = eventsOf(purchase)('CheckoutBasket', 'PaymentCompleted', 'StockRejected', 'PaymentRefunded')
  await Promise.all([...events, ...events].map(recordEvent))
  const row = await findOrderRow(purchase)
  expect(row).toMatchObject({ payment: { status: 'REFUNDED' }, inventory: { status: 'REJECTED' } })
  expect(row?.history.map(({ what }) => what).sort()).toEqual([
    'CheckoutBasket',
    'PaymentCompleted',
    'PaymentRefunded',
    'StockRejected',
  ])
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

test('an order is never written over by another of the same moment', async () => {
  const purchase = await newPurchase()
  const other = { ...purchase, orderId: 'ORD-another' }
  for (const event of eventsOf(purchase)('CheckoutBasket')) await recordEvent(event)
  for (const event of eventsOf(other)('CheckoutBasket', 'PaymentFailed', 'StockReserved')) {
    await expect(recordEvent(event)).rejects.toThrow(`belongs to ${purchase.orderId}`)
  }
  expect(await findOrderRow(purchase)).toMatchObject({ orderId: purchase.orderId })
})

test('money stands in the table as a decimal', async () => {
  const purchase = purchaseOf([await stock({ price: 34.5 }), 2])
  for (const event of eventsOf(purchase)('CheckoutBasket')) await recordEvent(event)
  expect(await findOrderRow(purchase)).toMatchObject({ totalPrice: 6900 })
  const { rowsOf } = await import('../../tests/embedded-aws')
  const row = (await rowsOf('OrderTable')).find(({ orderId }) => orderId === purchase.orderId)
  expect(row).toMatchObject({ totalPrice: 69, items: [{ price: 34.5 }] })
})

test.each<[string, EventType[]]>([
  [
    'a forged PaymentFailed has released the stock of a paid order',
    ['PaymentCompleted', 'StockReserved', 'PaymentFailed', 'StockReleased'],
  ],
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

test.each<[string, EventType[]]>([
  ['is confirmed', ['PaymentCompleted', 'StockReserved']],
  ['gets its stock back after a failed payment', ['PaymentFailed', 'StockReserved', 'StockReleased']],
  ['gets its money back after a rejection', ['PaymentCompleted', 'StockRejected', 'PaymentRefunded']],
  ['is never charged after a rejection', ['StockRejected', 'PaymentFailed']],
])('never calls an order contradictory that %s, in whatever order its events arrive', async (_, types) => {
  for (const order of permutations(['CheckoutBasket', ...types] as EventType[])) {
    const purchase = await newPurchase()
    await openCheckoutOf(purchase)
    for (const event of eventsOf(purchase)(...order, ...order))
      expect(await recordEvent(event)).toMatchObject({ contradictory: false })
  }
})

test('an order that settles without ever having been checked out is contradictory', async () => {
  const purchase = await newPurchase()
  const said = []
  for (const event of eventsOf(purchase)('CheckoutBasket', 'PaymentCompleted', 'StockReserved'))
    said.push(await recordEvent(event))
  expect(said).toMatchObject([{ contradictory: false }, { contradictory: false }, { contradictory: true }])
})
