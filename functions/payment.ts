import { cancelPayment } from '../lib/payment/cancel-payment'
import { chargePayment } from '../lib/payment/charge-payment'
import { consume } from './consume'

export const handler = consume(['CheckoutBasket', 'StockRejected'], (event) =>
  event.type === 'CheckoutBasket' ? chargePayment(event.detail) : cancelPayment(event.detail),
)
