import * as z from 'zod'
import { auditEntry } from '../audit/audit-entry'
import { putEventsCall } from '../audit/put-events-call'
import { auditing } from '../audit/store'
import { type Publish, publish } from '../aws/bus'
import { patience, transact } from '../aws/dynamo'
import type { Checkout } from '../checkout/checkout'
import { logOf } from '../checkout/checkout-basket'
import { cancellingByShop, findCheckout } from '../checkout/store'
import { paymentIdOf } from '../ids'
import { type Cents, Money } from '../money'
import { formatMoney } from '../money-format'
import { findPayment } from '../payment/store'
import { announce } from './cancel-order'
import { type NoRefund, whyNotRefunded } from './refund'
import { findOrderRow } from './store'

export const RefundReason = z.string().trim().min(3).max(500)

type RefundRequest = {
  orderId: string
  /** The whole of what was paid, said once more: it is the one that is refunded, or nothing. */
  amount: Cents
  why: string
  who: string
}

export type Refunded =
  | { ok: true; orderId: string; amount: Cents; cancelledAt: string }
  | ({ ok: false } & (NoRefund | { reason: 'busy' } | { reason: 'amount'; amount: Cents }))

/**
 * Cancels a confirmed order for the shop: marks its Checkout and tells the audit, in one transaction and once, and publishes
 * OrderCancelled, which refunds the payment and gives the stock back. Refused as `before` where the shop has done so already.
 */
export async function refundOrder(
  { orderId, amount, why, who }: RefundRequest,
  publishEvent: Publish = publish,
): Promise<Refunded> {
  const again = patience()
  while (await again()) {
    // In this order: where the checkout is closed as read here, the order shows what it was closed as.
    const checkout = await findCheckout(orderId)
    const row = checkout && (await findOrderRow(checkout))
    const order = row?.orderId === orderId ? row : undefined
    const payment = checkout ? undefined : await findPayment(paymentIdOf(orderId))
    const obstacle = whyNotRefunded({ checkout, order, payment })
    if (!checkout || obstacle) return { ok: false, ...(obstacle ?? { reason: 'unknown' }) }
    const { totalPrice } = checkout
    if (amount !== totalPrice) return { ok: false, reason: 'amount', amount: totalPrice }

    const now = new Date()
    const entry = auditEntry({ who, why, ...told(checkout) }, now)
    if (await transact([cancellingByShop(checkout, now), auditing(entry)])) continue
    logOf(checkout).info('Order cancelled by the shop')
    const cancelled = await findCheckout(orderId)
    if (cancelled) await announce(cancelled, publishEvent)
    return { ok: true, orderId, amount: totalPrice, cancelledAt: now.toISOString() }
  }
  return { ok: false, reason: 'busy' }
}

const told = ({ checkoutId, totalPrice, settledAt }: Checkout) => ({
  what: 'order refunded',
  target: checkoutId,
  call: putEventsCall(checkoutId, 'OrderCancelled'),
  before: `confirmed, closed ${settledAt}: paid ${Money.encode(totalPrice)} USD, stock reserved`,
  after: `cancelled by the shop: ${formatMoney(totalPrice)} to be refunded, its stock to be given back`,
})
