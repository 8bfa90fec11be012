import { beforeAll, expect, test } from 'vitest'
import { transact } from '../../lib/aws/dynamo'
import { openShardOf, orderDateOf } from '../../lib/checkout/checkout'
import { putCheckout } from '../../lib/checkout/store'
import { listOrders } from '../../lib/order/find-orders'
import { recordEvent } from '../../lib/order/record-event'
import type { Product } from '../../lib/product/product'
import { embeddedAws, stock } from '../embedded-aws'
import { newGuest, purchaseOf } from '../purchases'
import { callsOf, meterClients } from './meter'

embeddedAws()
beforeAll(meterClients)

const event = { eventId: 'e', time: '2026-01-01T00:00:00.000Z' }

/** A past of orders of two lines, a minute apart; all but the newest `open` ones are confirmed. */
async function pastOf(userName: string, orders: number, open: number) {
  const products: [Product, Product] = [
    await stock({ name: 'Ember Teapot', price: 34.5 }),
    await stock({ name: 'Everyday Jeans', price: 79 }),
  ]
  const dates: string[] = []
  for (let at = 0; at < orders; at++) {
    const purchase = { ...purchaseOf([products[0], 2], [products[1], 1]), userName }
    const orderDate = orderDateOf(new Date(Date.UTC(2026, 0, 1, 0, at)), purchase.orderId)
    const { orderId, items, totalPrice: amount } = purchase
    const known = { userName, orderId, orderDate }
    const checkout = { ...purchase, orderDate, checkoutId: orderId, attempts: 0, dueAt: orderDate }
    await transact([putCheckout({ ...checkout, open: openShardOf(orderId), openFor: userName })])
    await recordEvent({ type: 'CheckoutBasket', detail: { ...purchase, orderDate }, ...event })
    if (at < orders - open) {
      const paymentId = `PAY-${orderId}`
      await recordEvent({ type: 'PaymentCompleted', detail: { ...known, paymentId, amount }, ...event })
      await recordEvent({ type: 'StockReserved', detail: { ...known, items }, ...event })
    }
    dates.unshift(orderDate)
  }
  return dates
}

test.each([
  ['with nothing open', 0],
  ['with one order open', 1],
  ['with a whole page open', 10],
])('a refresh of a page of ten orders %s is two queries of at most one and a half read units', async (_, open) => {
  const shopper = newGuest()
  const dates = await pastOf(shopper, 30, open)
  const since = dates[Math.max(open, 1) - 1]
  const calls = await callsOf(async () => {
    expect(await listOrders(shopper, { since, limit: 10 })).toHaveLength(Math.max(open, 1))
  })
  expect(calls).toMatchObject([
    { command: 'Query', read: 0.5 },
    { command: 'Query', read: expect.toSatisfy((read: number) => read <= 1) },
  ])
})
