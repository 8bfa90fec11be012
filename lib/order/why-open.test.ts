import { expect, test } from 'vitest'
import { Checkout } from '../checkout/checkout'
import { OrderRow } from './order'
import { whyOpen } from './why-open'

const at = '2026-11-30T08:00:00.000Z'
const key = { userName: 'guest-1', orderDate: at, orderId: 'ORD-1' }
const items = [{ productId: 'cup', productName: 'Cup', price: 10, quantity: 1 }]
const contents = { items, totalPrice: 10, paymentMethod: 'card' }
const order = (facts: object = {}) => OrderRow.parse({ ...key, ...contents, ...facts })
const paid = (status: string) => ({ payment: { status, paymentId: 'PAY-ORD-1', at } })
const stocked = (status: string) => ({ inventory: { status, at, lines: [] } })
const checkout = (more: object = {}) =>
  Checkout.parse({
    ...key,
    checkoutId: 'ORD-1',
    ...contents,
    attempts: 2,
    open: 'OPEN#1',
    dueAt: at,
    ...more,
  })

test.each([
  ['no order', {}, /^Ordering to place it/],
  ['an order without facts', { order: order() }, /^Payment to say.* Inventory to say/],
  [
    'facts without an order',
    { order: OrderRow.parse({ ...key, ...paid('COMPLETED') }) },
    /facts have arrived.* Inventory to say/,
  ],
  [
    'declined, stock held',
    { order: order({ ...paid('FAILED'), ...stocked('RESERVED') }) },
    /^Inventory to give the stock back/,
  ],
  [
    'paid, no stock',
    { order: order({ ...paid('COMPLETED'), ...stocked('REJECTED') }) },
    /^Payment to refund it/,
  ],
  [
    'settled, not closed',
    { order: order({ ...paid('COMPLETED'), ...stocked('RESERVED') }) },
    /^Ordering to close its checkout/,
  ],
])('%s: says what is missing and when it is published again', (_, rows, words) => {
  const why = whyOpen({ ...rows, checkout: checkout() })
  expect(why?.waitsFor.join(' ')).toMatch(words)
  expect(why).toMatchObject({ attempts: 2, nextAt: at, givenUp: false })
})

test('a cancellation that ordering has not heard of, and ten attempts, are said; a settled order says nothing', () => {
  const settled = order({ ...paid('COMPLETED'), ...stocked('RESERVED') })
  const cancelled = whyOpen({ order: settled, checkout: checkout({ cancelledAt: at, attempts: 10 }) })
  expect(cancelled).toMatchObject({ waitsFor: [expect.stringContaining('OrderCancelled')], givenUp: true })
  expect(
    whyOpen({ order: settled, checkout: checkout({ open: undefined, dueAt: undefined }) }),
  ).toBeUndefined()
})
