import { publishTogether } from '../lib/aws/bus'
import { notedPublish } from '../lib/aws/noted-publish'
import { cancelPayment, chargePayment } from '../lib/payment/charge-payment'
import { gateway } from '../lib/payment/gateway'
import { consumeTogether, type Done } from './consume'

export const handler = consumeTogether('payment', (events) => {
  const publish = publishTogether()
  return events.map(async (event): Promise<Done> => {
    const own = notedPublish(publish)
    const { status } = await (event.type === 'CheckoutBasket'
      ? chargePayment(event.detail, gateway, own.publish)
      : cancelPayment(event.detail, gateway, own.publish))
    return [{ message: `Payment ${status.toLowerCase()}`, ...own.publishedOf(event.detail.orderId) }]
  })
})
