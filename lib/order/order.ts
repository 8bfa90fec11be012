import * as z from 'zod'
import { OrderContents } from '../checkout/purchase'
import { CancelledBy, type EventType, eventTypes, isEventType, statusesOf } from '../events'
import { OrderId, PaymentId, ProductId, UserName } from '../ids'

const IsoTime = z.iso.datetime()

/** Of orders, at once. */
export const defaultPage = 20
export const largestPage = 100

export const PaymentFact = z.object({
  status: z.enum(statusesOf('payment')),
  paymentId: PaymentId,
  at: IsoTime,
  reason: z.string().optional(),
})
export type PaymentFact = z.infer<typeof PaymentFact>

export const InventoryFact = z.object({
  status: z.enum(statusesOf('inventory')),
  at: IsoTime,
  lines: z.array(z.object({ productId: ProductId, quantity: z.int(), available: z.int().min(0).optional() })),
  /** Of what was given back: because the order was cancelled. */
  cancelled: z.boolean().optional(),
})
export type InventoryFact = z.infer<typeof InventoryFact>

/** The order was called off, by its shopper where it does not say by whom. */
export const CancellationFact = z.object({
  status: z.enum(statusesOf('cancellation')),
  at: IsoTime,
  by: CancelledBy,
})
export type CancellationFact = z.infer<typeof CancellationFact>

/** `what` is a detail-type: one of `events`, or one that newer code knows. */
export const HistoryEntry = z.object({ what: z.string(), at: IsoTime })
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** An order as its row stands: facts may arrive before the order itself has been placed. */
export const OrderRow = z.object({
  userName: UserName,
  orderDate: IsoTime,
  orderId: OrderId,
  ...OrderContents.partial().shape,
  payment: PaymentFact.optional(),
  inventory: InventoryFact.optional(),
  cancellation: CancellationFact.optional(),
  history: z.array(HistoryEntry).default([]),
})
export type OrderRow = z.infer<typeof OrderRow>

export const Order = OrderRow.required({ totalPrice: true, items: true })
export type Order = z.infer<typeof Order>

export const isPlaced = (row: OrderRow): row is Order =>
  row.totalPrice !== undefined && row.items !== undefined

const statuses = [
  'PLACED',
  'PROCESSING',
  'CONFIRMED',
  'PAYMENT_FAILED',
  'OUT_OF_STOCK',
  'REFUNDED',
  'CANCELLED',
] as const
export type OrderStatus = (typeof statuses)[number]

/** What both facts mean together. */
const together: Record<PaymentFact['status'], Record<InventoryFact['status'], OrderStatus>> = {
  COMPLETED: { RESERVED: 'CONFIRMED', REJECTED: 'OUT_OF_STOCK', RELEASED: 'PROCESSING' },
  FAILED: { RESERVED: 'PAYMENT_FAILED', REJECTED: 'OUT_OF_STOCK', RELEASED: 'PAYMENT_FAILED' },
  REFUNDED: { RESERVED: 'REFUNDED', REJECTED: 'OUT_OF_STOCK', RELEASED: 'REFUNDED' },
}

type Facts = Pick<OrderRow, 'payment' | 'inventory' | 'cancellation' | 'totalPrice'>

/**
 * The one rule from facts to status: settled once placed, with both money and stock or with neither; a cancelled order
 * with neither.
 */
export function outcomeOf({ payment, inventory, cancellation, totalPrice }: Facts) {
  const status = statusOf({ payment, inventory, cancellation })
  if (!payment || !inventory || totalPrice === undefined) return { status, settled: false }
  const [paid, reserved] = [payment.status === 'COMPLETED', inventory.status === 'RESERVED']
  return { status, settled: cancellation ? !paid && !reserved : paid === reserved }
}

function statusOf({ payment, inventory, cancellation }: Facts): OrderStatus {
  if (cancellation) return cancellation.status
  if (payment && inventory) return together[payment.status][inventory.status]
  return payment || inventory ? 'PROCESSING' : 'PLACED'
}

/** So long after its checkout a confirmed order is handed to the carrier: from then on it cannot be cancelled. */
export const handedOverAfterMs = 24 * 60 * 60_000

export const ageOf = ({ orderDate }: Pick<OrderRow, 'orderDate'>, now = Date.now()) =>
  now - Date.parse(orderDate)

const nothingToCancel: readonly OrderStatus[] = ['PAYMENT_FAILED', 'OUT_OF_STOCK', 'REFUNDED']

/** Why an order cannot be cancelled by its shopper: it came to nothing, or is on its way. Undefined where it can, or is cancelled. */
export function whyNotCancelled(order: Pick<OrderView, 'status' | 'orderDate'>) {
  if (nothingToCancel.includes(order.status)) return 'order_ended'
  return order.status === 'CONFIRMED' && ageOf(order) >= handedOverAfterMs ? 'order_sent' : undefined
}

/** Whether a shopper is offered to cancel it. */
export const isCancellable = (order: Pick<OrderView, 'status' | 'orderDate'>) =>
  order.status !== 'CANCELLED' && whyNotCancelled(order) === undefined

const exclude = [
  ['PaymentCompleted', 'PaymentFailed'],
  ['StockReserved', 'StockRejected'],
] as const satisfies [EventType, EventType][]

/** Facts that no purchase comes by, in whatever order: somebody put an event on the bus that was not theirs. */
export const isContradictory = ({ payment, inventory, history }: OrderRow) =>
  (payment?.status === 'COMPLETED' && inventory?.status === 'RELEASED' && !inventory.cancelled) ||
  exclude.some((facts) => facts.every((fact) => history.some(({ what }) => what === fact)))

const placeOf = (type: string) => (isEventType(type) ? eventTypes.indexOf(type) : eventTypes.length)

/** Oldest first; facts of the same instant in the order in which a purchase goes through them. */
export const inOrder = (history: HistoryEntry[]) =>
  history.toSorted((a, b) => a.at.localeCompare(b.at) || placeOf(a.what) - placeOf(b.what))

/** An order as shoppers see it: the row with the status that follows from it. */
export const OrderView = Order.extend({ status: z.enum(statuses), settled: z.boolean() })
export type OrderView = z.infer<typeof OrderView>

/** An order as the JSON API answers it: amounts are decimal dollars. */
export type OrderJson = z.input<typeof OrderView> & Pick<OrderView, 'history'>

export const orderJson = (order: OrderView): OrderJson => {
  const { history } = order
  return { ...z.encode(OrderView, order), history }
}

/** Entries that could not be read have no time. */
export const viewOf = (order: Order): OrderView => ({
  ...order,
  history: inOrder(order.history.filter(({ at }) => at !== '')),
  ...outcomeOf(order),
})
