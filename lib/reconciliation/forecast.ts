import { type EventType, events, factOf, type Listener } from '../events'
import { paymentIdOf } from '../ids'
import { isPlaced, type OrderRow, outcomeOf } from '../order/order'
import type { Rows } from './rows'

/** The events that the site may put on the bus, in the order in which the reconciler does. */
export type Repeated = 'OrderCancelled' | 'CheckoutBasket'

/** What was bought: from the checkout while it is kept, else from the order. */
export function purchaseOf({ checkout, order }: Rows) {
  if (checkout) return { ...checkout, orderId: checkout.checkoutId }
  if (!order || !isPlaced(order)) return undefined
  const { at: cancelledAt, by: cancelledBy } = order.cancellation ?? {}
  return { ...order, paymentMethod: order.paymentMethod ?? 'card', cancelledAt, cancelledBy }
}

type Purchase = NonNullable<ReturnType<typeof purchaseOf>>
type Answer = EventType | undefined
type Service = (type: EventType, rows: Rows, purchase: Purchase, at: string) => Answer

const eventOfStock = {
  RESERVED: 'StockReserved',
  REJECTED: 'StockRejected',
  RELEASED: 'StockReleased',
} as const
const eventOfPayment = {
  COMPLETED: 'PaymentCompleted',
  FAILED: 'PaymentFailed',
  REFUNDED: 'PaymentRefunded',
} as const

const inventory: Service = (type, rows, { orderId, items }, at) => {
  const cancelled = type === 'OrderCancelled' ? { cancelled: true } : {}
  if (type === 'CheckoutBasket') rows.reservation ??= { orderId, status: 'RESERVED', lines: items, at }
  else {
    rows.reservation ??= { orderId, status: 'RELEASED', lines: [], at, ...cancelled }
    if (rows.reservation.status === 'RESERVED')
      rows.reservation = { ...rows.reservation, status: 'RELEASED', at, ...cancelled }
    if (rows.reservation.status === 'REJECTED') return undefined
  }
  return eventOfStock[rows.reservation.status]
}

const payment: Service = (
  type,
  rows,
  { orderId, userName, orderDate, totalPrice, paymentMethod },
  processedAt,
) => {
  const opened = {
    paymentId: paymentIdOf(orderId),
    orderId,
    userName,
    orderDate,
    amount: totalPrice,
    processedAt,
  }
  const isCharge = type === 'CheckoutBasket'
  rows.payment ??= { ...opened, ...(isCharge ? { status: 'PENDING', paymentMethod } : { status: 'FAILED' }) }
  const { status, cancelled = false } = rows.payment
  const isKept = status === 'PENDING' || status === 'COMPLETED'
  if (isKept) rows.payment = { ...rows.payment, status: isCharge && !cancelled ? 'COMPLETED' : 'REFUNDED' }
  return rows.payment.status === 'PENDING' ? undefined : eventOfPayment[rows.payment.status]
}

const order: Service = (type, rows, purchase, at) => {
  const { orderId, userName, orderDate, items, totalPrice } = purchase
  const row: OrderRow = rows.order ?? { orderId, userName, orderDate, history: [] }
  const fact = factOf(type)
  const known = fact && row[fact.of]
  const lines = items.map(({ productId, quantity }) => ({ productId, quantity }))
  const particulars = {
    payment: { paymentId: paymentIdOf(orderId) },
    inventory: { lines, ...(rows.reservation?.cancelled && { cancelled: true }) },
    cancellation: { by: purchase.cancelledBy },
  }
  const over: readonly string[] = fact?.over ?? []
  const applies = fact && (!known || over.includes(known.status))
  const isTold = row.history.some(({ what }) => what === type)
  rows.order = {
    ...row,
    ...(!fact && !isPlaced(row) && { items, totalPrice }),
    ...(applies && { [fact.of]: { status: fact.status, at, ...particulars[fact.of] } }),
    history: applies || !isTold ? [...row.history, { what: type, at }] : row.history,
  }
  close(rows, at)
  return undefined
}

function close(rows: Rows, settledAt: string) {
  if (!rows.order || !rows.checkout || !outcomeOf(rows.order).settled) return
  if (rows.checkout.cancelledAt && !rows.order.cancellation) return
  const { open, dueAt, openFor, ...closed } = rows.checkout
  if (open !== undefined) rows.checkout = { ...closed, settledAt }
}

const services: Record<Listener, Service> = { inventory, payment, order }

/** Nobody may be charged because a row was lost, unless the order was paid or never settled. */
const wouldCharge = ({ order, payment }: Rows) =>
  (!payment || payment.status === 'PENDING') &&
  order?.payment !== undefined &&
  order.payment.status !== 'COMPLETED'

/**
 * What the rows of a purchase come to once `repeated` are published again and every service has answered: the services'
 * own rules, on copies in memory. A charge is taken to be approved. Undefined where that must not be asked of them.
 */
export function forecast(rows: Rows, repeated: readonly Repeated[], at: string): Rows | undefined {
  const purchase = purchaseOf(rows)
  if (!purchase || (repeated.includes('CheckoutBasket') && wouldCharge(rows))) return undefined
  const after: Rows = { ...rows }
  const waiting: EventType[] = [...repeated]
  const handled = new Set<EventType>()
  for (let type = waiting.shift(); type; type = waiting.shift()) {
    if (handled.has(type)) continue
    handled.add(type)
    for (const listener of events[type].listeners) {
      const answer = services[listener](type, after, purchase, at)
      if (answer) waiting.push(answer)
    }
  }
  return after
}
