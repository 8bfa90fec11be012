import { publishTogether } from '../lib/aws/bus'
import { cancelPayment } from '../lib/payment/cancel-payment'
import { chargePayment } from '../lib/payment/charge-payment'
import type { Payment } from '../lib/payment/payment'
import { simulatedGateway } from '../lib/payment/simulated-gateway'
import { consumeTogether, type Done } from './consume'

const said: Record<Payment['status'], string> = {
  PENDING: 'Payment pending',
  COMPLETED: 'Payment completed',
  FAILED: 'Payment failed',
  REFUNDED: 'Payment refunded',
}

export const handler = consumeTogether(['CheckoutBasket', 'StockRejected'], (events) => {
  const publish = publishTogether()
  return events.map(async (event): Promise<Done> => {
    const { status } = await (event.type === 'CheckoutBasket'
      ? chargePayment(event.detail, simulatedGateway, publish)
      : cancelPayment(event.detail, simulatedGateway, publish))
    return [{ message: said[status] }]
  })
})
