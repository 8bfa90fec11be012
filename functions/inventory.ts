import { publishTogether } from '../lib/aws/bus'
import { releaseStock } from '../lib/reservation/release-stock'
import { reserveStockTogether } from '../lib/reservation/reserve-stock'
import { consumeTogether, type Done } from './consume'

export const handler = consumeTogether('inventory', (events, timeLeft) => {
  const checkouts = events.flatMap((event) => (event.type === 'CheckoutBasket' ? [event.detail] : []))
  const publish = publishTogether()
  const reserved = reserveStockTogether(checkouts, publish, timeLeft)
  return events.map(async (event): Promise<Done> => {
    const reservation = await (event.type === 'CheckoutBasket'
      ? reserved.get(event.detail)
      : releaseStock(event.detail, publish, timeLeft, event.type === 'OrderCancelled'))
    if (!reservation) throw new Error('The batch left an order out')
    return [{ message: `Stock ${reservation.status.toLowerCase()}` }]
  })
})
