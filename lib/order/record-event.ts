import { closeCheckout } from '../checkout/store'
import type { EventOf } from '../events'
import { type OrderRow, outcomeOf } from './order'
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
type OrderEvent = EventOf<(typeof orderEvents)[number]>

/**
 * Writes one fact into its order. Facts arrive in any order and any number of times and lead to the same row; whoever
 * writes, or finds, the last missing one closes the checkout.
 */
export async function recordEvent(event: OrderEvent) {
  const row = await record(event)
  if (outcomeOf(row).settled) await closeCheckout(row.orderId, new Date())
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
