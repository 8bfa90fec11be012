import { mergeLines } from '../basket/basket'
import { type Refusal, transact } from '../dynamo'
import type { Detail, Shortage } from '../events'
import { takeStock } from '../product/store'
import { publishReservation } from './publish-reservation'
import { Reservation } from './reservation'
import { decideReservation, holdReservation } from './store'

type Purchase = Detail<'CheckoutBasket'>

/** Takes the whole order's stock or none of it, once per order, and publishes what was decided. */
export async function reserveStock(purchase: Purchase) {
  await publishReservation(purchase, await decide(purchase))
}

async function decide({ orderId, items }: Purchase): Promise<Reservation> {
  const wanted = mergeLines(items)
  const reservation: Reservation = { orderId, status: 'RESERVED', lines: items, at: new Date().toISOString() }
  const refused = await transact([
    holdReservation(reservation),
    ...wanted.map(({ productId, quantity }) => takeStock(productId, quantity)),
  ])
  if (!refused) return reservation

  const [decidedBefore, ...lines] = refused
  if (decidedBefore) return Reservation.parse(decidedBefore.row)
  const shortages = wanted.flatMap(({ productId, quantity }, index) =>
    shortageOf(productId, quantity, lines[index]),
  )
  return decideReservation({ ...reservation, status: 'REJECTED', shortages })
}

const shortageOf = (productId: string, requested: number, refusal: Refusal | undefined): Shortage[] =>
  refusal ? [{ productId, requested, available: Number(refusal.row?.availableStock ?? 0) }] : []
