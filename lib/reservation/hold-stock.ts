import { transact } from '../aws/dynamo'
import { mergeLines } from '../basket/basket'
import type { Detail } from '../events'
import { takeStock } from '../product/store'
import type { TimeLeft } from '../time-left'
import type { Reservation } from './reservation'
import { holdReservation } from './store'

export type Purchase = Detail<'CheckoutBasket'>

export const reservationOf = ({ orderId, items }: Purchase): Reservation => ({
  orderId,
  status: 'RESERVED',
  lines: items,
  at: new Date().toISOString(),
})

/** What the purchases want of each product, all together. */
export const wantedBy = (purchases: Pick<Purchase, 'items'>[]) =>
  mergeLines(purchases.flatMap(({ items }) => items))

/** One transaction: every reservation, and the stock of all of them with one write for each product; or nothing. */
export const holdStock = (
  reservations: Reservation[],
  wanted: ReturnType<typeof wantedBy>,
  timeLeft?: TimeLeft,
) =>
  transact(
    [
      ...reservations.map(holdReservation),
      ...wanted.map(({ productId, quantity }) => takeStock(productId, quantity)),
    ],
    timeLeft,
  )
