import { cancelPayment } from '../lib/payment/cancel-payment'
import { chargePayment } from '../lib/payment/charge-payment'
import type { Payment } from '../lib/payment/payment'
import { consume } from './consume'

const said: Record<Payment['status'], string> = {
  PENDING: 'Payment pending',
  COMPLETED: 'Payment completed',
  FAILED: 'Payment failed',
  REFUNDED: 'Payment refunded',
}

export const handler = consume(['CheckoutBasket', 'StockRejected'], async (event) => {
  const { status } = await (event.type === 'CheckoutBasket'
    ? chargePayment(event.detail)
    : cancelPayment(event.detail))
  return [{ message: said[status] }]
})
