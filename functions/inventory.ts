import { releaseStock } from '../lib/reservation/release-stock'
import { reserveStockTogether } from '../lib/reservation/reserve-stock-together'
import { consumeTogether } from './consume'

export const handler = consumeTogether(['CheckoutBasket', 'PaymentFailed'], (events) => {
  const checkouts = events.flatMap((event) => (event.type === 'CheckoutBasket' ? [event.detail] : []))
  const reserved = reserveStockTogether(checkouts)
  return events.map((event) =>
    event.type === 'CheckoutBasket' ? reserved.get(event.detail) : releaseStock(event.detail),
  )
})
