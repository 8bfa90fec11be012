import { publishTogether } from '../lib/aws/bus'
import { notedPublish } from '../lib/aws/noted-publish'
import { releaseStock } from '../lib/reservation/release-stock'
import { reserveStockTogether } from '../lib/reservation/reserve-stock'
import { consumeTogether, type Done } from './consume'

export const handler = consumeTogether('inventory', (events, timeLeft) => {
  const checkouts = events.flatMap((event) => (event.type === 'CheckoutBasket' ? [event.detail] : []))
  const publish = publishTogether()
  const reserving = notedPublish(publish)
  const reserved = reserveStockTogether(checkouts, reserving.publish, timeLeft)
  return events.map(async (event): Promise<Done> => {
    const own = event.type === 'CheckoutBasket' ? reserving : notedPublish(publish)
    const reservation = await (event.type === 'CheckoutBasket'
      ? reserved.get(event.detail)
      : releaseStock(event.detail, own.publish, timeLeft, event.type === 'OrderCancelled'))
    if (!reservation) throw new Error('The batch left an order out')
    return [
      { message: `Stock ${reservation.status.toLowerCase()}`, ...own.publishedOf(event.detail.orderId) },
    ]
  })
})
