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

type Unpaid = Pick<Detail<'PaymentFailed'>, 'orderId' | 'userName' | 'orderDate' | 'traceId'>

/** Gives the stock of an unpaid order back, once; an order that is still to come finds it RELEASED. */
export async function releaseStock(
  payment: Unpaid,
  publishEvent: Publish = publish,
  timeLeft?: TimeLeft,
): Promise<Reservation> {
  const reservation = await release(payment, timeLeft)
  return reservation.status === 'RELEASED'
    ? publishReservation(payment, reservation, publishEvent)
    : reservation
}

async function release({ orderId, traceId }: Unpaid, timeLeft?: TimeLeft): Promise<Reservation> {
  const at = new Date().toISOString()
  const reservation = await decideReservation({ orderId, status: 'RELEASED', lines: [], at })
  if (reservation.status !== 'RESERVED') return reservation

  const held = mergeLines(reservation.lines)
  const lost: WantedLine[] = []
  for (;;) {
    const returning = held.filter((line) => !lost.includes(line))
    const refused = await transact(
      [
        releaseReservation(orderId, at, lost),
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
  if (lost.length === 0) return { ...reservation, status: 'RELEASED', at }
  logWith({ orderId, traceId }).warn('Stock not given back: its product is gone')
  measure({ StockLost: lost.reduce((pieces, { quantity }) => pieces + quantity, 0) })
  return { ...reservation, status: 'RELEASED', at, lost }
}

async function releasedBy(orderId: string): Promise<Reservation> {
  const stored = await findReservation(orderId)
  if (!stored) throw new LoggableError(`Reservation ${orderId} vanished while it was being released`)
  return stored
}
