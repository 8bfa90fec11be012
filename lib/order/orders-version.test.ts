import { expect, test } from 'vitest'
import { versionOf } from './orders-version'

const placed = { what: 'CheckoutBasket', at: '2026-01-01T00:00:00.000Z' } as const
const paid = { what: 'PaymentCompleted', at: '2026-01-01T00:00:01.000Z' } as const
const order = { orderId: 'ORD-1', history: [placed] }

test('the same state has the same version', () => {
  expect(versionOf([{ ...order }])).toBe(versionOf([order]))
  expect(versionOf([])).toMatch(/^[\da-f]{16}$/)
})

test.each([
  ['another order', [{ ...order, orderId: 'ORD-2' }]],
  ['one order more', [order, { ...order, orderId: 'ORD-0' }]],
  ['no order', []],
  ['a payment', [{ ...order, payment: { status: 'COMPLETED' } }]],
  ['stock', [{ ...order, inventory: { status: 'RESERVED' } }]],
  ['one fact more', [{ ...order, history: [placed, paid] }]],
])('%s makes another version', (_, orders) => {
  expect(versionOf(orders)).not.toBe(versionOf([order]))
})

test('a payment that failed is not one that completed', () => {
  const withStatus = (status: string) => versionOf([{ ...order, payment: { status } }])
  expect(withStatus('FAILED')).not.toBe(withStatus('COMPLETED'))
})
