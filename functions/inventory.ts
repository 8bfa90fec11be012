import { publishTogether } from '../lib/aws/bus'
import { releaseStock } from '../lib/reservation/release-stock'
import type { Reservation } from '../lib/reservation/reservation'
import { reserveStockTogether } from '../lib/reservation/reserve-stock-together'
import { consumeTogether, type Done } from './consume'

const said: Record<Reservation['status'], string> = {
  RESERVED: 'Stock reserved',
  REJECTED: 'Stock rejected',
  RELEASED: 'Stock released',
}

export const handler = consumeTogether(['CheckoutBasket', 'PaymentFailed'], (events, timeLeft) => {
  const checkouts = events.flatMap((event) => (event.type === 'CheckoutBasket' ? [event.detail] : []))
  const publish = publishTogether()
  const reserved = reserveStockTogether(checkouts, publish, timeLeft)
  return events.map(async (event): Promise<Done> => {
    const reservation = await (event.type === 'CheckoutBasket'
      ? reserved.get(event.detail)
      : releaseStock(event.detail, publish, timeLeft))
    if (!reservation) throw new Error('The batch left an order out')
    return [{ message: said[reservation.status] }]
  })
})
