import { expect, test } from 'vitest'
import { Money } from '../money'
import { handedOverAfterMs, inOrder, isCancellable, outcomeOf, whyNotCancelled } from './order'

const at = '2026-01-01T00:00:00.000Z'
type Facts = Parameters<typeof outcomeOf>[0]
const facts = (payment?: string, inventory?: string, placed = true) =>
  ({
    payment: payment ? { status: payment, paymentId: 'PAY-1', at } : undefined,
    inventory: inventory ? { status: inventory, at, lines: [] } : undefined,
    totalPrice: placed ? Money.parse(1) : undefined,
  }) as Facts

test.each([
  [undefined, undefined, 'PLACED', false],
  ['COMPLETED', undefined, 'PROCESSING', false],
  [undefined, 'RESERVED', 'PROCESSING', false],
  ['COMPLETED', 'RESERVED', 'CONFIRMED', true],
  ['COMPLETED', 'REJECTED', 'OUT_OF_STOCK', false],
  ['REFUNDED', 'REJECTED', 'OUT_OF_STOCK', true],
  ['FAILED', 'REJECTED', 'OUT_OF_STOCK', true],
  ['FAILED', 'RESERVED', 'PAYMENT_FAILED', false],
  ['FAILED', 'RELEASED', 'PAYMENT_FAILED', true],
  ['REFUNDED', 'RESERVED', 'REFUNDED', false],
  ['REFUNDED', 'RELEASED', 'REFUNDED', true],
])('payment %s and inventory %s make %s, settled %s', (payment, inventory, status, settled) => {
  expect(outcomeOf(facts(payment, inventory))).toEqual({ status, settled })
})

test.each([
  [undefined, undefined, false],
  ['FAILED', undefined, false],
  [undefined, 'RELEASED', false],
  ['COMPLETED', 'RESERVED', false],
  ['COMPLETED', 'RELEASED', false],
  ['COMPLETED', 'REJECTED', false],
  ['REFUNDED', 'RESERVED', false],
  ['FAILED', 'RESERVED', false],
  ['FAILED', 'RELEASED', true],
  ['FAILED', 'REJECTED', true],
  ['REFUNDED', 'RELEASED', true],
  ['REFUNDED', 'REJECTED', true],
])('of a cancelled order payment %s and inventory %s settle it: %s', (payment, inventory, settled) => {
  const cancellation = { status: 'CANCELLED', at } as const
  expect(outcomeOf({ ...facts(payment, inventory), cancellation })).toEqual({ status: 'CANCELLED', settled })
  const unplaced = { ...facts(payment, inventory, false), cancellation }
  expect(outcomeOf(unplaced)).toEqual({ status: 'CANCELLED', settled: false })
})

test.each([
  ['PLACED', 100, undefined, true],
  ['PROCESSING', 100, undefined, true],
  ['CONFIRMED', 0.99, undefined, true],
  ['CONFIRMED', 1, 'order_sent', false],
  ['PAYMENT_FAILED', 0, 'order_ended', false],
  ['OUT_OF_STOCK', 0, 'order_ended', false],
  ['REFUNDED', 0, 'order_ended', false],
  ['CANCELLED', 100, undefined, false],
] as const)('%s of %s days ago is not cancelled because of %s, and offered so: %s', (status, days, why, offered) => {
  const order = { status, orderDate: new Date(Date.now() - days * handedOverAfterMs).toISOString() }
  expect([whyNotCancelled(order), isCancellable(order)]).toEqual([why, offered])
})

test('an order whose CheckoutBasket is still to come is not settled', () => {
  expect(outcomeOf(facts('COMPLETED', 'RESERVED', false))).toEqual({ status: 'CONFIRMED', settled: false })
})

test('history is told in the order in which it happened', () => {
  const placed = { what: 'CheckoutBasket' as const, at: '2026-01-01T00:00:00.000123456Z' }
  const reserved = { what: 'StockReserved' as const, at: '2026-01-01T00:00:00.040Z' }
  const paid = { what: 'PaymentCompleted' as const, at: '2026-01-01T00:00:00.040Z' }
  expect(inOrder([paid, reserved, placed])).toEqual([placed, reserved, paid])
})
