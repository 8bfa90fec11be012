import { type Publish, publish } from '../aws/bus'
import type { Detail } from '../events'
import { paymentIdOf } from '../ids'
import type { PaymentGateway } from './gateway'
import { publishPayment, settlePayment } from './settle-payment'
import { simulatedGateway } from './simulated-gateway'
import { openPayment } from './store'

/** Charges an order once and publishes the outcome, whether this call or an earlier one brought it about. */
export async function chargePayment(
  { orderId, userName, orderDate, totalPrice, paymentMethod, traceId }: Detail<'CheckoutBasket'>,
  gateway: PaymentGateway = simulatedGateway,
  by: Publish = publish,
) {
  const payment = await openPayment({
    paymentId: paymentIdOf(orderId),
    orderId,
    userName,
    orderDate,
    amount: totalPrice,
    paymentMethod,
    status: 'PENDING',
  })
  return publishPayment(by, await settlePayment(payment, gateway), traceId)
}
