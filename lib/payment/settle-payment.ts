import type { Publish } from '../aws/bus'
import type { Charge, PaymentGateway } from './gateway'
import { outOfStock, type Payment } from './payment'
import { advancePayment } from './store'

/**
 * Takes a payment as far as it can go: a PENDING one is charged, a charged one whose order was cancelled is refunded.
 * Every step starts from the stored status, so that a redelivery after a crash goes on where the last one stopped.
 */
export async function settlePayment(payment: Payment, gateway: PaymentGateway): Promise<Payment> {
  if (payment.status === 'PENDING') return settlePayment(await charge(payment, gateway), gateway)
  if (payment.status === 'COMPLETED' && payment.cancelled) {
    return settlePayment(await refund(payment, gateway), gateway)
  }
  return payment
}

const chargeOf = ({ paymentId, amount }: Payment): Charge => ({ paymentId, amount })

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

/** Tells the bus how the payment stands. PENDING is not an outcome: whoever settles the payment publishes it. */
export async function publishPayment(
  publish: Publish,
  payment: Payment,
  traceId: string | undefined,
): Promise<Payment> {
  const { paymentId, orderId, userName, orderDate, amount, processedAt: at } = payment
  const outcome = { paymentId, orderId, userName, orderDate, traceId, amount, at }
  const failureReason = payment.failureReason ?? outOfStock
  switch (payment.status) {
    case 'COMPLETED':
      await publish('PaymentCompleted', outcome)
      return payment
    case 'FAILED':
      await publish('PaymentFailed', { ...outcome, failureReason })
      return payment
    case 'REFUNDED':
      await publish('PaymentRefunded', { ...outcome, failureReason })
      return payment
    case 'PENDING':
      throw new Error(`Payment ${paymentId} is still PENDING`)
  }
}
