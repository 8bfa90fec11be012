import * as z from 'zod'
import { Line, Lines, maxLines, totalOf } from './basket/basket'
import { OrderId, PaymentId, ProductId, TraceId, UserName } from './ids'
import { Money } from './money'

const IsoTime = z.iso.datetime()

/** Carried from the checkout through every event that it leads to. A bad one must not cost an order. */
const traceId = TraceId.optional().catch(undefined)

const purchase = { userName: UserName, orderId: OrderId, orderDate: IsoTime, traceId }

/** When the fact came about; the same in every copy of an event, unlike the envelope's time. */
const at = IsoTime.optional()

const payment = { ...purchase, paymentId: PaymentId, amount: Money, at }
const unpaid = { ...payment, failureReason: z.string() }
const Stock = z.object({ ...purchase, items: Lines, at })

export const Shortage = z.object({
  productId: ProductId,
  requested: z.int().min(1),
  available: z.int().min(0),
})
export type Shortage = z.infer<typeof Shortage>

/** Every event on the bus: its detail-type and the shape of its detail. */
export const events = {
  CheckoutBasket: z
    .object({ ...purchase, totalPrice: Money, items: Lines, paymentMethod: z.string().min(1).max(40) })
    .refine(({ totalPrice, items }) => totalPrice === totalOf(items), {
      path: ['totalPrice'],
      error: 'must equal the sum of price x quantity over items',
    }),
  PaymentCompleted: z.object(payment),
  PaymentFailed: z.object(unpaid),
  PaymentRefunded: z.object(unpaid),
  StockReserved: Stock,
  StockRejected: Stock.extend({ shortages: z.array(Shortage).min(1) }),
  StockReleased: Stock.extend({ items: z.array(Line).max(maxLines) }),
} satisfies Record<string, z.ZodType>

export type EventType = keyof typeof events
export type Detail<T extends EventType> = z.output<(typeof events)[T]>
export type EventOf<T extends EventType> = {
  [K in T]: { type: K; detail: Detail<K>; eventId: string; time: string }
}[T]

export const sources = {
  CheckoutBasket: 'com.swn.basket.checkoutbasket',
  PaymentCompleted: 'com.swn.payment',
  PaymentFailed: 'com.swn.payment',
  PaymentRefunded: 'com.swn.payment',
  StockReserved: 'com.swn.inventory',
  StockRejected: 'com.swn.inventory',
  StockReleased: 'com.swn.inventory',
} as const satisfies Record<EventType, string>

/** What EventBridge puts on a queue: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export const Envelope = z.object({
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  time: IsoTime,
  detail: z.unknown(),
})
