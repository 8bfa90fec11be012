import { closeCheckout } from '../checkout/store'
import type { EventOf } from '../events'
import { measure } from '../observe/metrics'
import { measureSettled } from './measure-settled'
import { isContradictory, type OrderRow, outcomeOf } from './order'
import { placeOrder, setInventory, setPayment } from './store'

export const orderEvents = [
  'CheckoutBasket',
  'PaymentCompleted',
  'PaymentFailed',
  'PaymentRefunded',
  'StockReserved',
  'StockRejected',
  'StockReleased',
] as const
export type OrderEvent = EventOf<(typeof orderEvents)[number]>

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

const paymentStatuses = {
  PaymentCompleted: 'COMPLETED',
  PaymentFailed: 'FAILED',
  PaymentRefunded: 'REFUNDED',
} as const

const inventoryStatuses = {
  StockReserved: 'RESERVED',
  StockRejected: 'REJECTED',
  StockReleased: 'RELEASED',
} as const

function record(event: OrderEvent): Promise<OrderRow> {
  const { userName, orderDate, orderId } = event.detail
  const key = { userName, orderDate, orderId }
  switch (event.type) {
    case 'CheckoutBasket':
      return placeOrder(key, event.detail, { what: event.type, at: orderDate })
    case 'PaymentCompleted':
    case 'PaymentFailed':
    case 'PaymentRefunded': {
      const { paymentId, at = event.time } = event.detail
      const reason = 'failureReason' in event.detail ? { reason: event.detail.failureReason } : {}
      const payment = { status: paymentStatuses[event.type], paymentId, at, ...reason }
      return setPayment(key, payment, { what: event.type, at })
    }
    case 'StockReserved':
    case 'StockRejected':
    case 'StockReleased': {
      const { items, at = event.time } = event.detail
      const available = new Map(
        'shortages' in event.detail
          ? event.detail.shortages.map((short) => [short.productId, short.available])
          : [],
      )
      const lines = items.map(({ productId, quantity }) => ({
        productId,
        quantity,
        available: available.get(productId),
      }))
      return setInventory(key, { status: inventoryStatuses[event.type], at, lines }, { what: event.type, at })
    }
  }
}
