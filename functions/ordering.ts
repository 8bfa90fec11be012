import { type OrderEvent, orderEvents, recordEvent } from '../lib/order/record-event'
import { consume } from './consume'

const said: Record<OrderEvent['type'], string> = {
  CheckoutBasket: 'Order placed',
  PaymentCompleted: 'Payment recorded as completed',
  PaymentFailed: 'Payment recorded as failed',
  PaymentRefunded: 'Payment recorded as refunded',
  StockReserved: 'Stock recorded as reserved',
  StockRejected: 'Stock recorded as rejected',
  StockReleased: 'Stock recorded as released',
}

export const handler = consume(orderEvents, async (event) => {
  const { status, settledNow, contradictory } = await recordEvent(event)
  return [
    { message: said[event.type], status },
    ...(settledNow ? [{ message: 'Order settled', status }] : []),
    ...(contradictory ? [{ message: 'Order contradicts itself', status, level: 'error' as const }] : []),
  ]
})
