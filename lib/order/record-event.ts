import { closeCheckout } from '../checkout/store'
import { type EventOf, factOf, type TypeFor } from '../events'
import { measure } from '../observe/metrics'
import { measureSettled } from './measure-settled'
import { isContradictory, type OrderRow, outcomeOf } from './order'
import { placeOrder, recordFact } from './store'

export type OrderEvent = EventOf<TypeFor<'order'>>

/**
 * Writes one fact into its order. Facts arrive in any order and any number of times and lead to the same row; whoever
 * writes, or finds, the last missing one closes the checkout.
 *
 * @returns the order's status, whether it was this call that settled it, and whether its facts cannot be true: they
 * contradict each other, or it was settled without ever being checked out
 */
export async function recordEvent(event: OrderEvent) {
  const row = await record(event)
  const { status, settled } = outcomeOf(row)
  const now = new Date()
  const closed = settled ? await closeCheckout(row.orderId, now) : undefined
  const settledNow = closed !== undefined && 'done' in closed
  if (settledNow) measureSettled(row, status, now)
  const neverCheckedOut = closed !== undefined && 'refused' in closed && !closed.refused.row
  const contradictory = neverCheckedOut || isContradictory(row)
  if (contradictory) measure({ OrdersContradictory: 1 })
  return { status, settledNow, contradictory }
}

function record({ type, detail, time }: OrderEvent): Promise<OrderRow> {
  const { userName, orderDate, orderId } = detail
  const key = { userName, orderDate, orderId }
  const fact = factOf(type)
  if ('totalPrice' in detail) return placeOrder(key, detail, { what: type, at: orderDate })
  if (!fact) throw new Error(`${type} says nothing of an order`)
  const { at = time } = detail
  return recordFact(key, fact, { status: fact.status, at, ...particularsOf(detail) }, { what: type, at })
}

function particularsOf(detail: Exclude<OrderEvent['detail'], { totalPrice: unknown }>) {
  if ('paymentId' in detail) {
    const { paymentId } = detail
    return 'failureReason' in detail ? { paymentId, reason: detail.failureReason } : { paymentId }
  }
  const shortages = 'shortages' in detail ? detail.shortages : []
  const available = new Map(shortages.map((short) => [short.productId, short.available]))
  return {
    lines: detail.items.map(({ productId, quantity }) => ({
      productId,
      quantity,
      available: available.get(productId),
    })),
  }
}
