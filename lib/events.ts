import * as z from 'zod'
import { Line, Lines, maxLines } from './basket/line'
import { purchase, totalPriceOf } from './checkout/purchase'
import { OrderId, PaymentId, ProductId, TraceId, UserName } from './ids'
import { Money } from './money'
import { Text } from './text'

const IsoTime = z.iso.datetime()

/** Carried from the checkout through every event that it leads to. A bad one must not cost an order. */
const traceId = TraceId.optional().catch(undefined)

const order = { userName: UserName, orderId: OrderId, orderDate: IsoTime, traceId }

/** Who cancelled an order, where it was not its shopper. What cannot be read must not cost a cancellation. */
export const CancelledBy = z.literal('shop').optional().catch(undefined)
export type CancelledBy = z.infer<typeof CancelledBy>

/** When the fact came about; the same in every copy of an event, unlike the envelope's time. */
const at = IsoTime.optional()

const Payment = z.object({ ...order, paymentId: PaymentId, amount: Money, at })
const Unpaid = Payment.extend({ failureReason: Text })
const Stock = z.object({ ...order, items: Lines, at })

export const Shortage = z.object({
  productId: ProductId,
  requested: z.int().min(1),
  available: z.int().min(0),
})
export type Shortage = z.infer<typeof Shortage>

/** The services that take events, each from a queue of its own. */
export type Listener = 'order' | 'inventory' | 'payment'

type Definition = {
  source: string
  listeners: readonly Listener[]
  detail: z.ZodType
  /** What it sets on an order. It is written over the statuses in `over` and over no other. */
  fact?: { of: 'payment' | 'inventory' | 'cancellation'; status: string; over: readonly string[] }
  /** In the history that a shopper reads. */
  title: string
  tone: 'good' | 'bad' | 'warn'
}

/** Every event, in the order of a purchase: rules, roles, subscriptions, facts and history follow from this table. */
export const events = {
  CheckoutBasket: {
    source: 'com.swn.basket.checkoutbasket',
    listeners: ['order', 'inventory', 'payment'],
    detail: z
      .object({ ...order, ...purchase })
      .refine((bought) => bought.totalPrice === totalPriceOf(bought), {
        path: ['totalPrice'],
        error: 'must equal the sum of price x quantity over items, and the price of delivery',
      }),
    title: 'Order placed',
    tone: 'good',
  },
  StockReserved: {
    source: 'com.swn.inventory',
    listeners: ['order'],
    detail: Stock,
    fact: { of: 'inventory', status: 'RESERVED', over: [] },
    title: 'Stock reserved',
    tone: 'good',
  },
  StockRejected: {
    source: 'com.swn.inventory',
    listeners: ['order', 'payment'],
    detail: Stock.extend({
      shortages: z.array(Shortage).min(1),
      /** What the order's payment is opened with; rejections of earlier releases have none. */
      totalPrice: Money.optional(),
    }),
    fact: { of: 'inventory', status: 'REJECTED', over: [] },
    title: 'Out of stock',
    tone: 'bad',
  },
  PaymentCompleted: {
    source: 'com.swn.payment',
    listeners: ['order'],
    detail: Payment,
    fact: { of: 'payment', status: 'COMPLETED', over: [] },
    title: 'Payment completed',
    tone: 'good',
  },
  OrderCancelled: {
    source: 'com.swn.ordering',
    listeners: ['order', 'inventory', 'payment'],
    detail: z.object({ ...order, totalPrice: Money, at: IsoTime, by: CancelledBy }),
    fact: { of: 'cancellation', status: 'CANCELLED', over: [] },
    title: 'Cancelled by you',
    tone: 'warn',
  },
  PaymentFailed: {
    source: 'com.swn.payment',
    listeners: ['order', 'inventory'],
    detail: Unpaid,
    fact: { of: 'payment', status: 'FAILED', over: [] },
    title: 'Payment failed',
    tone: 'bad',
  },
  PaymentRefunded: {
    source: 'com.swn.payment',
    listeners: ['order'],
    detail: Unpaid,
    fact: { of: 'payment', status: 'REFUNDED', over: ['COMPLETED', 'FAILED'] },
    title: 'Payment refunded',
    tone: 'warn',
  },
  StockReleased: {
    source: 'com.swn.inventory',
    listeners: ['order'],
    detail: Stock.extend({
      items: z.array(Line).max(maxLines),
      /** It was given back for an OrderCancelled, which ordering may learn of later. */
      cancelled: z.boolean().optional(),
    }),
    fact: { of: 'inventory', status: 'RELEASED', over: ['RESERVED', 'REJECTED'] },
    title: 'Stock returned',
    tone: 'warn',
  },
} as const satisfies Record<string, Definition>

export type EventType = keyof typeof events
export const eventTypes = Object.keys(events) as EventType[]
export const isEventType = (type: string): type is EventType => Object.hasOwn(events, type)

export type Fact = Extract<(typeof events)[EventType], { fact: unknown }>['fact']
type FactStatus<Of extends Fact['of']> = Extract<Fact, { of: Of }>['status']

/** What an event sets on an order; nothing for the one that places it. */
export const factOf = (type: EventType) => {
  const definition = events[type]
  return 'fact' in definition ? definition.fact : undefined
}

export const statusesOf = <Of extends Fact['of']>(of: Of) =>
  eventTypes.flatMap((type) => {
    const fact = factOf(type)
    return fact?.of === of ? [fact.status as FactStatus<Of>] : []
  })

export type Detail<T extends EventType> = z.output<(typeof events)[T]['detail']>
export type EventOf<T extends EventType> = {
  [K in T]: { type: K; detail: Detail<K>; eventId: string; time: string }
}[T]

export type TypeFor<L extends Listener> = {
  [T in EventType]: L extends (typeof events)[T]['listeners'][number] ? T : never
}[EventType]

/** The events that a service takes. */
export const typesFor = <L extends Listener>(listener: L) =>
  eventTypes.filter((type): type is TypeFor<L> =>
    (events[type].listeners as readonly Listener[]).includes(listener),
  )

/** What EventBridge puts on a queue: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export const Envelope = z.object({
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  time: IsoTime,
  detail: z.unknown(),
})
