import { expect, test } from 'vitest'
import { Money } from '../money'
import { missingFacts } from './missing-facts'
import type { OrderRow } from './order'

const at = '2026-11-30T01:00:00.000Z'
const placed: OrderRow = {
  ...{ userName: 'u', orderDate: at, orderId: 'ORD-1', history: [] },
  totalPrice: Money.parse(1),
  items: [{ productId: 'p', productName: 'P', price: Money.parse(1), quantity: 1 }],
}
const paid = (status: 'COMPLETED' | 'FAILED' | 'REFUNDED') => ({
  payment: { status, paymentId: 'PAY-ORD-1', at },
})
const stock = (status: 'RESERVED' | 'REJECTED' | 'RELEASED') => ({ inventory: { status, at, lines: [] } })
const called = { cancellation: { status: 'CANCELLED' as const, at } }

test.each([
  ['no row', undefined, ['the order', 'payment', 'stock']],
  [
    'a row that facts came to before the order',
    { ...placed, totalPrice: undefined, ...paid('FAILED') },
    ['the order', 'stock'],
  ],
  ['nothing but the order', placed, ['payment', 'stock']],
  ['no stock decided', { ...placed, ...paid('COMPLETED') }, ['stock']],
  ['paid and out of stock', { ...placed, ...paid('COMPLETED'), ...stock('REJECTED') }, ['the refund']],
  ['declined and held', { ...placed, ...paid('FAILED'), ...stock('RESERVED') }, ['the return of its stock']],
  ['confirmed', { ...placed, ...paid('COMPLETED'), ...stock('RESERVED') }, []],
  [
    'cancelled once confirmed',
    { ...placed, ...paid('COMPLETED'), ...stock('RESERVED'), ...called },
    ['the refund', 'the return of its stock'],
  ],
])('an order with %s waits for %s', (_, row, missing) => {
  expect(missingFacts(row)).toEqual(missing)
})

test('a cancellation that the order has not learned of is missing too', () => {
  expect(missingFacts(undefined, at)).toContain('its cancellation')
  expect(missingFacts({ ...placed, ...paid('FAILED'), ...stock('RELEASED') }, at)).toEqual([
    'its cancellation',
  ])
})
