import { type Publish, publish } from '../aws/bus'
import type { Refusal } from '../aws/dynamo'
import type { Shortage } from '../events'
import { Product } from '../product/product'
import type { TimeLeft } from '../time-left'
import { holdStock, type Purchase, reservationOf, wantedBy } from './hold-stock'
import { publishReservation } from './publish-reservation'
import { Reservation } from './reservation'
import { decideReservation } from './store'

/** Takes the whole order's stock or none of it, once per order, and publishes what was decided. */
export async function reserveStock(
  purchase: Purchase,
  by: Publish = publish,
  timeLeft?: TimeLeft,
): Promise<Reservation> {
  return publishReservation(by, purchase, await decide(purchase, timeLeft))
}

async function decide(purchase: Purchase, timeLeft?: TimeLeft): Promise<Reservation> {
  const wanted = wantedBy([purchase])
  const reservation = reservationOf(purchase)
  const refused = await holdStock([reservation], wanted, timeLeft)
  if (!refused) return reservation

  const [decidedBefore, ...lines] = refused
  if (decidedBefore) return Reservation.parse(decidedBefore.row)
  const shortages = wanted.flatMap(({ productId, quantity }, index) =>
    shortageOf(productId, quantity, lines[index]),
  )
  return decideReservation({ ...reservation, status: 'REJECTED', shortages })
}

/** There is none of what is gone, or whose stock cannot be read. */
const InStock = Product.shape.availableStock.catch(0)

const shortageOf = (productId: string, requested: number, refusal: Refusal | undefined): Shortage[] =>
  refusal ? [{ productId, requested, available: InStock.parse(refusal.row?.availableStock) }] : []
