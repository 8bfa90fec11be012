import { expect, test } from 'vitest'
import type { OrderStatus } from '@/lib/order/order'
import { stagesOf } from './order-words'

const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`

const reasons: Partial<Record<OrderStatus, string>> = { OUT_OF_STOCK: 'out_of_stock', CANCELLED: 'cancelled' }

test.each<[facts: string, settled: boolean, status: OrderStatus, told: string]>([
  ['', false, 'PLACED', 'Stock | Payment | Confirmation'],
  ['PaymentCompleted', false, 'PROCESSING', 'Stock | Paid | Confirmation'],
  ['StockReserved PaymentCompleted', true, 'CONFIRMED', 'Stock reserved | Paid | Confirmed'],
  ['StockReserved PaymentFailed', false, 'PAYMENT_FAILED', 'Stock reserved | Payment failed | Confirmation'],
  [
    'StockReserved PaymentFailed StockReleased',
    true,
    'PAYMENT_FAILED',
    'Stock reserved | Payment failed | Stock returned',
  ],
  ['PaymentFailed StockReleased', true, 'PAYMENT_FAILED', 'Nothing set aside | Payment failed | Cancelled'],
  ['StockRejected PaymentFailed', true, 'OUT_OF_STOCK', 'Out of stock | Not charged | Cancelled'],
  ['PaymentCompleted StockRejected PaymentRefunded', true, 'OUT_OF_STOCK', 'Out of stock | Paid | Refunded'],
  [
    'StockReserved PaymentCompleted PaymentRefunded StockReleased',
    true,
    'REFUNDED',
    'Stock reserved | Paid | Refunded, stock returned',
  ],
  ['OrderCancelled', false, 'CANCELLED', 'Stock | Payment | Cancellation'],
  [
    'StockReserved PaymentCompleted OrderCancelled',
    false,
    'CANCELLED',
    'Stock reserved | Paid | Cancellation',
  ],
  [
    'OrderCancelled PaymentFailed StockReleased',
    true,
    'CANCELLED',
    'Nothing set aside | Not charged | Cancelled',
  ],
  [
    'StockReserved PaymentCompleted OrderCancelled PaymentRefunded StockReleased',
    true,
    'CANCELLED',
    'Stock reserved | Paid | Cancelled, refunded',
  ],
])('%s, settled %s, %s, is told as Placed | %s', (facts, settled, status, told) => {
  const happened = ['CheckoutBasket', ...facts.split(' ').filter(Boolean)]
  const history = happened.map((what, index) => ({ what, at: at(index) }))
  const reason = reasons[status] ?? 'card_declined'
  const payment = { status: 'FAILED', paymentId: 'PAY-1', at: at(1), reason } as const
  const stages = stagesOf({ history, orderDate: at(0), status, settled, payment })
  expect(stages.map(({ title }) => title).join(' | ')).toBe(`Placed | ${told}`)
  for (const { state, at } of stages) expect(at === undefined).toBe(state === 'waiting')
})
