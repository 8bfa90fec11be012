import { publishTogether } from '../lib/aws/bus'
import { cancelPayment, chargePayment } from '../lib/payment/charge-payment'
import { simulatedGateway } from '../lib/payment/simulated-gateway'
import { consumeTogether, type Done } from './consume'

export const handler = consumeTogether('payment', (events) => {
  const publish = publishTogether()
  return events.map(async (event): Promise<Done> => {
    const { status } = await (event.type === 'CheckoutBasket'
      ? chargePayment(event.detail, simulatedGateway, publish)
      : cancelPayment(event.detail, simulatedGateway, publish))
    return [{ message: `Payment ${status.toLowerCase()}` }]
  })
})
