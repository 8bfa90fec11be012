import { mergeLines } from '../basket/basket'
import { type Publish, publish } from '../bus'
import { transact } from '../dynamo'
import type { Detail } from '../events'
import { giveStockBack } from '../product/store'
import { publishReservation } from './publish-reservation'
import type { Reservation } from './reservation'
import { decideReservation, findReservation, releaseReservation } from './store'

/**
 * Gives the stock of an unpaid order back, once. Where nothing has been reserved yet the order is marked RELEASED, so
 * that its late CheckoutBasket reserves nothing. A rejected order held no stock: its rejection has been published by
 * whoever decided it, and saying it again here would go round between inventory and payment without end.
 */
export async function releaseStock(
  payment: Pick<Detail<'PaymentFailed'>, 'orderId' | 'userName' | 'orderDate' | 'traceId'>,
  by: Publish = publish,
): Promise<Reservation> {
  const reservation = await release(payment.orderId)
  return reservation.status === 'RELEASED' ? publishReservation(by, payment, reservation) : reservation
}

async function release(orderId: string): Promise<Reservation> {
  const at = new Date().toISOString()
  const reservation = await decideReservation({ orderId, status: 'RELEASED', lines: [], at })
  if (reservation.status !== 'RESERVED') return reservation

  const held = mergeLines(reservation.lines)
  const refused = await transact([
    releaseReservation(orderId, at),
    ...held.map(({ productId, quantity }) => giveStockBack(productId, quantity)),
  ])
  if (!refused) return { ...reservation, status: 'RELEASED', at }
  const [releasedBefore, ...gone] = refused
  if (!releasedBefore) {
    const index = gone.findIndex((refusal) => refusal !== undefined)
    throw new Error(`Stock of ${orderId} cannot be given back: product ${held[index]?.productId} is gone`)
  }
  const stored = await findReservation(orderId)
  if (!stored) throw new Error(`Reservation ${orderId} vanished while it was being released`)
  return stored
}
