import { releaseStock } from '../lib/reservation/release-stock'
import { reserveStock } from '../lib/reservation/reserve-stock'
import { consume } from './consume'

export const handler = consume(['CheckoutBasket', 'PaymentFailed'], (event) =>
  event.type === 'CheckoutBasket' ? reserveStock(event.detail) : releaseStock(event.detail),
)
