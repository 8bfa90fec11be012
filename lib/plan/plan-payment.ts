import * as z from 'zod'
import { totalOf } from '../basket/line'
import type { EventOf, TypeFor } from '../events'
import { paymentIdOf } from '../ids'
import { formatMoney } from '../money-format'
import { cancelledByShopper, outOfStock, Payment } from '../payment/payment'
import { type Change, type Plan, unknown } from './plan'
import type { Rows } from './rows'

type PaymentEvent = EventOf<TypeFor<'payment'>>

/** As lib/payment/charge-payment.ts: a payment is opened once, marked before it is judged, and goes on from where it is. */
export function planPayment(event: PaymentEvent, { payment: row }: Rows): Plan {
  const { orderId, userName, orderDate } = event.detail
  const paymentId = paymentIdOf(orderId)
  const [amount, reason] = asked(event)
  const stored = row && Payment.parse(row)
  const keys = { paymentId, orderId, userName, orderDate, amount: z.encode(Payment.shape.amount, amount) }
  const change = (set: Change['set']): Change => ({ table: 'PaymentTable', key: paymentId, set })

  if (event.type === 'CheckoutBasket') {
    if (stored) return settled(stored, change)
    const { paymentMethod } = event.detail
    return charging({ amount }, change, { ...keys, paymentMethod })
  }
  if (!stored)
    return {
      words: 'nothing was charged: will note that nothing is to be',
      changes: [change({ ...keys, status: 'FAILED', failureReason: reason, processedAt: unknown })],
      publishes: ['PaymentFailed'],
    }
  const isOver = stored.status === 'FAILED' || stored.status === 'REFUNDED'
  if (stored.cancelled || isOver) return settled(stored, change)
  const mark = { cancelled: true, failureReason: reason }
  return settled({ ...stored, ...mark }, change, mark)
}

function asked({ type, detail }: PaymentEvent) {
  if (type === 'CheckoutBasket') return [detail.totalPrice, undefined] as const
  if (type === 'OrderCancelled') return [detail.totalPrice, cancelledByShopper] as const
  return [detail.totalPrice ?? totalOf(detail.items), outOfStock] as const
}

const publishes = {
  COMPLETED: ['PaymentCompleted'],
  FAILED: ['PaymentFailed'],
  REFUNDED: ['PaymentRefunded'],
} as const

type Changing = (set: Change['set']) => Change

function settled(payment: Payment, change: Changing, set: Change['set'] = {}): Plan {
  const { status, cancelled, amount, failureReason = outOfStock } = payment
  if (status === 'PENDING') return charging(payment, change, set)
  if (status === 'COMPLETED' && cancelled)
    return {
      words: `will give ${formatMoney(amount)} back`,
      changes: [change({ ...set, status: 'REFUNDED', failureReason, processedAt: unknown })],
      publishes: ['PaymentRefunded'],
      refunds: amount,
    }
  return { words: 'already applied: nothing', changes: [], publishes: [...publishes[status]] }
}

/** Only the provider knows whether it will. */
function charging(
  { amount, cancelled }: Pick<Payment, 'amount' | 'cancelled'>,
  change: Changing,
  set: Change['set'],
): Plan {
  const answered = { status: unknown, processedAt: unknown, transactionId: unknown, failureReason: unknown }
  return {
    words: `will charge ${formatMoney(amount)}${cancelled ? ' and give it back' : ''}`,
    changes: [change({ ...set, ...answered })],
    publishes: [cancelled ? 'PaymentRefunded' : 'PaymentCompleted', 'PaymentFailed'],
    charges: amount,
    ...(cancelled && { refunds: amount }),
  }
}
