import { closeCheckout } from '../checkout/store'
import { type EventOf, factOf, type TypeFor } from '../events'
import { Money } from '../money'
import { measure } from '../observe/metrics'
import { isContradictory, type OrderRow, type OrderStatus, outcomeOf } from './order'
import { isToBeMailed, queueMail } from './queue-mail'
import { placeOrder, writeFact } from './store'

type OrderEvent = EventOf<TypeFor<'order'>>

/** Writes one fact, in any order and any number of times; whoever writes or finds the last closes the checkout. */
export async function recordEvent(event: OrderEvent) {
  const row = await record(event)
  const { status, settled } = outcomeOf(row)
  const now = new Date()
  const cancelled = row.cancellation !== undefined
  // First, so that who is killed before the checkout is closed is followed by one who queues it again.
  if (settled && (await isToBeMailed(row)))
    await queueMail({ ...keyOf(row), status, traceId: event.detail.traceId }, now)
  const closed = settled ? await closeCheckout(row.orderId, now, cancelled) : undefined
  const settledNow = closed?.closed ?? false
  if (settledNow) measureSettled(row, status, now)
  // What nobody checked out, or cancelled, is another's event.
  const unheardOf = closed !== undefined && (!closed.row || (cancelled && !closed.row.cancelledAt))
  const contradictory = unheardOf || isContradictory(row)
  if (contradictory) measure({ OrdersContradictory: 1 })
  return { status, settledNow, contradictory }
}

type Key = Pick<OrderRow, 'userName' | 'orderDate' | 'orderId'>
const keyOf = ({ userName, orderDate, orderId }: Key): Key => ({ userName, orderDate, orderId })

function record(event: OrderEvent): Promise<OrderRow> {
  const { type, detail, time } = event
  const key = keyOf(detail)
  if (event.type === 'CheckoutBasket')
    return placeOrder(key, event.detail, { what: type, at: detail.orderDate })
  const fact = factOf(type)
  if (!fact) throw new Error(`${type} says nothing of an order`)
  const { at = time } = event.detail
  const { of, over, status } = fact
  const values = { [of]: { status, at, ...particularsOf(event.detail) } }
  return writeFact(key, { of, over, values }, { what: type, at })
}

export function particularsOf(detail: Exclude<OrderEvent, { type: 'CheckoutBasket' }>['detail']) {
  if (!('items' in detail || 'paymentId' in detail)) return { by: detail.by }
  if ('failureReason' in detail) return { paymentId: detail.paymentId, reason: detail.failureReason }
  if ('paymentId' in detail) return { paymentId: detail.paymentId }
  const shortages = 'shortages' in detail ? detail.shortages : []
  const available = new Map(shortages.map((short) => [short.productId, short.available]))
  const lines = detail.items.map(({ productId, quantity }) => ({ productId, quantity }))
  return {
    lines: lines.map((line) => ({ ...line, available: available.get(line.productId) })),
    ...('cancelled' in detail && { cancelled: detail.cancelled }),
  }
}

/** Few and fixed, as a metric's dimension must be; what a gateway says is not. */
const reasons: Partial<Record<OrderStatus, string>> = {
  PAYMENT_FAILED: 'payment_declined',
  OUT_OF_STOCK: 'out_of_stock',
  REFUNDED: 'cancelled',
}

/** By whoever closed the checkout, once. A crash before leaves an order uncounted; the books are in the tables. */
function measureSettled({ orderDate, totalPrice }: OrderRow, status: OrderStatus, now: Date) {
  // A cancelled order was settled, and told, before that.
  if (status === 'CANCELLED') return measure({ OrdersCancelled: 1 })
  const SettleTime = Math.max(0, now.getTime() - Date.parse(orderDate))
  if (status === 'CONFIRMED') {
    const Revenue = totalPrice === undefined ? 0 : Money.encode(totalPrice)
    measure({ OrdersConfirmed: 1, Revenue, SettleTime })
  } else {
    measure({ SettleTime })
    measure({ OrdersFailed: 1 }, { reason: reasons[status] ?? 'other' })
  }
}
