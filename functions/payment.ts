import { publishTogether } from '../lib/aws/bus'
import { cancelPayment, chargePayment } from '../lib/payment/charge-payment'
import { gateway } from '../lib/payment/gateway'
import { consumeTogether, type Done } from './consume'

export const handler = consumeTogether('payment', (events) => {
  const publish = publishTogether()
  return events.map(async (event): Promise<Done> => {
    const { status } = await (event.type === 'CheckoutBasket'
      ? chargePayment(event.detail, gateway, publish)
      : cancelPayment(event.detail, gateway, publish))
    return [{ message: `Payment ${status.toLowerCase()}` }]
  })
})
