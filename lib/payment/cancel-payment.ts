import { type Publish, publish } from '../aws/bus'
import { totalOf } from '../basket/basket'
import type { Detail } from '../events'
import { paymentIdOf } from '../ids'
import type { PaymentGateway } from './gateway'
import { outOfStock, type Payment } from './payment'
import { publishPayment, settlePayment } from './settle-payment'
import { simulatedGateway } from './simulated-gateway'
import { advancePayment, openPayment } from './store'

/**
 * The order's stock was refused, so nothing may stay charged. No payment yet: it is opened as FAILED and the late
 * CheckoutBasket charges nothing. PENDING or COMPLETED: it is marked cancelled first, so that whoever settles it,
 * this call or the one that is charging right now, refunds it.
 */
export async function cancelPayment(
  { orderId, userName, orderDate, items, traceId }: Detail<'StockRejected'>,
  gateway: PaymentGateway = simulatedGateway,
  by: Publish = publish,
) {
  const payment = await openPayment({
    paymentId: paymentIdOf(orderId),
    orderId,
    userName,
    orderDate,
    amount: totalOf(items),
    status: 'FAILED',
    failureReason: outOfStock,
    processedAt: new Date().toISOString(),
  })
  return publishPayment(by, await settlePayment(await markCancelled(payment), gateway), traceId)
}

/** Asked again when the payment moved on in between: a payment moves at most from PENDING to COMPLETED to REFUNDED. */
async function markCancelled(payment: Payment): Promise<Payment> {
  if (payment.cancelled || payment.status === 'FAILED' || payment.status === 'REFUNDED') return payment
  return markCancelled(await advancePayment(payment, { status: payment.status, cancelled: true }))
}
