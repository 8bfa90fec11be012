import { type Publish, publish } from '../aws/bus'
import { transact } from '../aws/dynamo'
import { mergeLines, type WantedLine } from '../basket/line'
import type { Detail } from '../events'
import { logWith } from '../observe/log'
import { LoggableError } from '../observe/loggable-error'
import { measure } from '../observe/metrics'
import { giveStockBack } from '../product/stock'
import type { TimeLeft } from '../time-left'
import type { Reservation } from './reservation'
import { publishReservation } from './reserve-stock'
import { decideReservation, findReservation, releaseReservation } from './store'

type Unsold = Pick<Detail<'PaymentFailed'>, 'orderId' | 'userName' | 'orderDate' | 'traceId'>

/**
 * Gives the stock of an order back, once; an order that is still to come finds it RELEASED.
 *
 * @param cancelled because its shopper called it off, else because it could not be paid
 */
export async function releaseStock(
  order: Unsold,
  publishEvent: Publish = publish,
  timeLeft?: TimeLeft,
  cancelled = false,
): Promise<Reservation> {
  const reservation = await release(order, cancelled ? { cancelled } : {}, timeLeft)
  return reservation.status === 'RELEASED'
    ? publishReservation(order, reservation, publishEvent)
    : reservation
}

async function release(
  { orderId, traceId }: Unsold,
  why: Pick<Reservation, 'cancelled'>,
  timeLeft?: TimeLeft,
): Promise<Reservation> {
  const at = new Date().toISOString()
  const reservation = await decideReservation({ orderId, status: 'RELEASED', lines: [], at, ...why })
  if (reservation.status !== 'RESERVED') return reservation

  const held = mergeLines(reservation.lines)
  const lost: WantedLine[] = []
  for (;;) {
    const returning = held.filter((line) => !lost.includes(line))
    const refused = await transact(
      [
        releaseReservation(orderId, { at, lost, ...why }),
        ...returning.map(({ productId, quantity }) => giveStockBack(productId, quantity)),
      ],
      timeLeft,
    )
    if (!refused) break
    const [releasedBefore, ...gone] = refused
    if (releasedBefore) return releasedBy(orderId)
    // Each refusal names a product more, so that this ends with the last of them.
    lost.push(...returning.filter((_, index) => gone[index]))
  }
  const released: Reservation = { ...reservation, status: 'RELEASED', at, ...why }
  if (lost.length === 0) return released
  logWith({ orderId, traceId }).warn('Stock not given back: its product is gone')
  measure({ StockLost: lost.reduce((pieces, { quantity }) => pieces + quantity, 0) })
  return { ...released, lost }
}

async function releasedBy(orderId: string): Promise<Reservation> {
  const stored = await findReservation(orderId)
  if (!stored) throw new LoggableError(`Reservation ${orderId} vanished while it was being released`)
  return stored
}
