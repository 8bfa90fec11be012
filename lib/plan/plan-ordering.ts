import * as z from 'zod'
import { OrderContents } from '../checkout/purchase'
import { type EventOf, type EventType, type Fact, factOf } from '../events'
import { sendsMail } from '../mail/sender'
import { isContradictory, OrderRow, outcomeOf } from '../order/order'
import { particularsOf } from '../order/record-event'
import { type Change, type Plan, unknown } from './plan'
import { orderIn, type Row, type Rows } from './rows'

type OrderEvent = EventOf<EventType>

/** As lib/order/record-event.ts: a fact goes forward only, and the last one closes the checkout. */
export function planOrdering(event: OrderEvent, { order: before, checkout }: Rows): Plan {
  const { userName, orderDate, orderId } = event.detail
  if (before?.orderId !== undefined && before.orderId !== orderId)
    return {
      words: `will fail again: its row belongs to ${readable(before).orderId}`,
      changes: [],
      publishes: [],
      fails: {},
    }
  const { set, does } = written(event, before)
  const after = readable({ ...before, ...set })
  const { status, settled } = outcomeOf(after)
  const cancelled = after.cancellation !== undefined
  const closes = settled && checkout?.open !== undefined && (cancelled || checkout.cancelledAt === undefined)
  const mails = closes && after.contact !== undefined && sendsMail()
  const unheardOf = settled && (!checkout || (cancelled && !checkout.cancelledAt))
  const words = [
    does ?? (closes ? 'already applied' : 'already applied: nothing'),
    ...(closes ? [`will settle the order as ${status}`] : []),
    ...(mails ? ['will have it mailed'] : []),
    ...(unheardOf || isContradictory(after) ? ['the order contradicts itself'] : []),
  ]
  const key = `${userName} ${orderDate}`
  return {
    words: words.join('; '),
    changes: [
      ...(set ? [{ table: 'OrderTable', key, set } as const] : []),
      ...(closes ? [closing(orderId)] : []),
    ],
    publishes: [],
    ...(mails && { mails }),
  }
}

/** @throws ZodError where its function could make nothing of it either */
const readable = (row: Row): OrderRow => orderIn(row) ?? OrderRow.parse(row)

const closing = (key: string): Change => ({
  table: 'CheckoutTable',
  key,
  set: { settledAt: unknown, expiresAt: unknown, open: undefined, dueAt: undefined, openFor: undefined },
})

const subjects: Record<Fact['of'], string> = {
  payment: 'the payment',
  inventory: 'the stock',
  cancellation: 'the order',
}

const statusOf = (fact: unknown) =>
  typeof fact === 'object' && fact && 'status' in fact ? fact.status : undefined

function written(event: OrderEvent, before: Row | undefined): { set?: Change['set']; does?: string } {
  const { userName, orderDate, orderId } = event.detail
  const { of, over, values, at, does } = factIn(event)
  const entry = { what: event.type, at }
  const history = [...(Array.isArray(before?.history) ? before.history : []), entry]
  const stands = before?.[of]
  if (stands === undefined || over.some((status) => status === statusOf(stands)))
    return { set: { userName, orderDate, orderId, history, ...values }, does }
  if (before && readable(before).history.some(({ what }) => what === event.type)) return {}
  return { set: { history }, does: 'comes late: will be noted in its history alone' }
}

function factIn(event: OrderEvent) {
  if (event.type === 'CheckoutBasket')
    return {
      ...{ of: 'totalPrice', over: [], at: event.detail.orderDate, does: 'will create the order' },
      values: z.encode(OrderContents, event.detail),
    }
  const fact = factOf(event.type)
  if (!fact) throw new Error(`${event.type} says nothing of an order`)
  const { of, over, status } = fact
  const { at = event.time } = event.detail
  // As the table keeps it: without what is undefined.
  const values = JSON.parse(JSON.stringify({ [of]: { status, at, ...particularsOf(event.detail) } }))
  return { of, over, at, values, does: `will record ${subjects[of]} as ${status.toLowerCase()}` }
}
