import { expect, test } from 'vitest'
import type { HistoryEntry } from '@/lib/order/order'
import { stagesOf } from './order-words'

const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`

function titlesOf(facts: HistoryEntry['what'][], settled: boolean, status: string, reason?: string) {
  const history = ['CheckoutBasket' as const, ...facts].map((what, index) => ({ what, at: at(index) }))
  const payment = reason ? ({ status: 'FAILED', paymentId: 'PAY-1', at: at(1), reason } as const) : undefined
  return stagesOf({ history, orderDate: at(0), status: status as 'PLACED', settled, payment })
}

test.each([
  [[], false, 'PLACED', undefined, ['Placed', 'Stock', 'Payment', 'Confirmation']],
  [['PaymentCompleted'], false, 'PROCESSING', undefined, ['Placed', 'Stock', 'Paid', 'Confirmation']],
  [
    ['StockReserved', 'PaymentCompleted'],
    true,
    'CONFIRMED',
    undefined,
    ['Placed', 'Stock reserved', 'Paid', 'Confirmed'],
  ],
  [
    ['StockReserved', 'PaymentFailed'],
    false,
    'PAYMENT_FAILED',
    'card_declined',
    ['Placed', 'Stock reserved', 'Payment failed', 'Confirmation'],
  ],
  [
    ['StockReserved', 'PaymentFailed', 'StockReleased'],
    true,
    'PAYMENT_FAILED',
    'card_declined',
    ['Placed', 'Stock reserved', 'Payment failed', 'Stock returned'],
  ],
  [
    ['PaymentFailed', 'StockReleased'],
    true,
    'PAYMENT_FAILED',
    'card_declined',
    ['Placed', 'Nothing set aside', 'Payment failed', 'Cancelled'],
  ],
  [
    ['StockRejected', 'PaymentFailed'],
    true,
    'OUT_OF_STOCK',
    'out_of_stock',
    ['Placed', 'Out of stock', 'Not charged', 'Cancelled'],
  ],
  [
    ['PaymentCompleted', 'StockRejected', 'PaymentRefunded'],
    true,
    'OUT_OF_STOCK',
    undefined,
    ['Placed', 'Out of stock', 'Paid', 'Refunded'],
  ],
  [
    ['StockReserved', 'PaymentCompleted', 'PaymentRefunded', 'StockReleased'],
    true,
    'REFUNDED',
    undefined,
    ['Placed', 'Stock reserved', 'Paid', 'Refunded, stock returned'],
  ],
] as const)('%j, settled %s, is told in four stages', (facts, settled, status, reason, titles) => {
  const stages = titlesOf([...facts], settled, status, reason)
  expect(stages.map(({ title }) => title)).toEqual(titles)
  for (const { state, at } of stages) expect(at === undefined).toBe(state === 'waiting')
})
