import { type Publish, publish } from '../aws/bus'
import { totalOf } from '../basket/line'
import type { Detail } from '../events'
import { paymentIdOf } from '../ids'
import { cancelledByShopper, outOfStock, type Payment, type PaymentGateway } from './payment'
import { simulatedGateway } from './simulated-gateway'
import { advancePayment, openPayment } from './store'

/** Whose payment it is: an order has one. */
const keysOf = ({ orderId, userName, orderDate }: Pick<Payment, 'orderId' | 'userName' | 'orderDate'>) => {
  const paymentId = paymentIdOf(orderId)
  return { orderId, userName, orderDate, paymentId }
}

/** Charges an order once and publishes the outcome, whether this call or an earlier one brought it about. */
export async function chargePayment(
  { totalPrice: amount, paymentMethod, traceId, ...order }: Detail<'CheckoutBasket'>,
  gateway: PaymentGateway = simulatedGateway,
  publishEvent: Publish = publish,
): Promise<Payment> {
  const payment = await openPayment({ ...keysOf(order), amount, paymentMethod, status: 'PENDING' })
  return publishPayment(await settlePayment(payment, gateway), traceId, publishEvent)
}

/** Nothing may stay charged: a FAILED payment is opened, or the one there marked: whoever settles it refunds it. */
export async function cancelPayment(
  order: Detail<'StockRejected'> | Detail<'OrderCancelled'>,
  gateway: PaymentGateway = simulatedGateway,
  publishEvent: Publish = publish,
): Promise<Payment> {
  // Inventory of an earlier release tells no total.
  const [amount, failureReason] =
    'shortages' in order
      ? [order.totalPrice ?? totalOf(order.items), outOfStock]
      : [order.totalPrice, cancelledByShopper]
  const payment = await openPayment({
    ...keysOf(order),
    amount,
    status: 'FAILED',
    failureReason,
    processedAt: new Date().toISOString(),
  })
  const marked = await markCancelled(payment, failureReason)
  return publishPayment(await settlePayment(marked, gateway), order.traceId, publishEvent)
}

/** Tried again when the payment moved on in between: at most from PENDING to COMPLETED to REFUNDED. */
async function markCancelled(payment: Payment, failureReason: string): Promise<Payment> {
  const { status, cancelled } = payment
  if (cancelled || status === 'FAILED' || status === 'REFUNDED') return payment
  const advanced = await advancePayment(payment, { status, cancelled: true, failureReason })
  return markCancelled(advanced, failureReason)
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
  const { failureReason = outOfStock } = payment
  return advancePayment(payment, { status: 'REFUNDED', failureReason, processedAt: new Date().toISOString() })
}

async function publishPayment(payment: Payment, traceId: string | undefined, publishEvent: Publish) {
  const { paymentId, orderId, userName, orderDate, amount, status, failureReason = outOfStock } = payment
  const outcome = { paymentId, orderId, userName, orderDate, traceId, amount, at: payment.processedAt }
  if (status === 'PENDING') throw new Error(`Payment ${paymentId} is still PENDING`)
  if (status === 'COMPLETED') await publishEvent('PaymentCompleted', outcome)
  else {
    const type = status === 'FAILED' ? 'PaymentFailed' : 'PaymentRefunded'
    await publishEvent(type, { ...outcome, failureReason })
  }
  return payment
}
