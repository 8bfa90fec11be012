import { type Publish, publish } from '../aws/bus'
import { totalOf } from '../basket/line'
import type { Detail } from '../events'
import { paymentIdOf } from '../ids'
import type { PaymentGateway } from './gateway'
import { outOfStock, type Payment } from './payment'
import { simulatedGateway } from './simulated-gateway'
import { advancePayment, openPayment } from './store'

/** Whose payment it is: an order has one. */
const keysOf = (order: Pick<Payment, 'orderId' | 'userName' | 'orderDate'>) => ({
  ...order,
  paymentId: paymentIdOf(order.orderId),
})

/** Charges an order once and publishes the outcome, whether this call or an earlier one brought it about. */
export async function chargePayment(
  { orderId, userName, orderDate, totalPrice, paymentMethod, traceId }: Detail<'CheckoutBasket'>,
  gateway: PaymentGateway = simulatedGateway,
  publishEvent: Publish = publish,
): Promise<Payment> {
  const payment = await openPayment({
    ...keysOf({ orderId, userName, orderDate }),
    amount: totalPrice,
    paymentMethod,
    status: 'PENDING',
  })
  return publishPayment(await settlePayment(payment, gateway), traceId, publishEvent)
}

/** Nothing may stay charged: a FAILED payment is opened, or the one there marked: whoever settles it refunds it. */
export async function cancelPayment(
  { orderId, userName, orderDate, items, traceId }: Detail<'StockRejected'>,
  gateway: PaymentGateway = simulatedGateway,
  publishEvent: Publish = publish,
): Promise<Payment> {
  const payment = await openPayment({
    ...keysOf({ orderId, userName, orderDate }),
    amount: totalOf(items),
    status: 'FAILED',
    failureReason: outOfStock,
    processedAt: new Date().toISOString(),
  })
  return publishPayment(await settlePayment(await markCancelled(payment), gateway), traceId, publishEvent)
}

/** Tried again when the payment moved on in between: at most from PENDING to COMPLETED to REFUNDED. */
async function markCancelled(payment: Payment): Promise<Payment> {
  if (payment.cancelled || payment.status === 'FAILED' || payment.status === 'REFUNDED') return payment
  return markCancelled(await advancePayment(payment, { status: payment.status, cancelled: true }))
}

/** Charges a PENDING payment, refunds a cancelled one; from the stored status, so that a redelivery goes on. */
async function settlePayment(payment: Payment, gateway: PaymentGateway): Promise<Payment> {
  if (payment.status === 'PENDING') return settlePayment(await charge(payment, gateway), gateway)
  if (payment.status === 'COMPLETED' && payment.cancelled)
    return settlePayment(await refund(payment, gateway), gateway)
  return payment
}

const chargeOf = ({ paymentId, amount }: Payment) => ({ paymentId, amount })

async function charge(payment: Payment, gateway: PaymentGateway) {
  const charged = await gateway.charge(chargeOf(payment))
  const processedAt = new Date().toISOString()
  return advancePayment(
    payment,
    charged.ok
      ? { status: 'COMPLETED', transactionId: charged.transactionId, processedAt }
      : { status: 'FAILED', failureReason: charged.reason, processedAt },
  )
}

async function refund(payment: Payment, gateway: PaymentGateway) {
  await gateway.refund(chargeOf(payment))
  return advancePayment(payment, {
    status: 'REFUNDED',
    failureReason: payment.failureReason ?? outOfStock,
    processedAt: new Date().toISOString(),
  })
}

async function publishPayment(
  payment: Payment,
  traceId: string | undefined,
  publishEvent: Publish,
): Promise<Payment> {
  const { paymentId, orderId, userName, orderDate, amount, processedAt: at } = payment
  const outcome = { paymentId, orderId, userName, orderDate, traceId, amount, at }
  const failureReason = payment.failureReason ?? outOfStock
  if (payment.status === 'PENDING') throw new Error(`Payment ${paymentId} is still PENDING`)
  if (payment.status === 'COMPLETED') await publishEvent('PaymentCompleted', outcome)
  else {
    const type = payment.status === 'FAILED' ? 'PaymentFailed' : 'PaymentRefunded'
    await publishEvent(type, { ...outcome, failureReason })
  }
  return payment
}
