import * as z from 'zod'
import type { Checkout } from '../checkout/checkout'
import { TraceId } from '../ids'
import type { OrderRow } from '../order/order'
import type { Payment } from '../payment/payment'
import type { Reservation } from '../reservation/reservation'

/** Every row of one purchase, as far as there is one that can be read. */
export type PurchaseRows = {
  orderId: string
  userName: string
  orderDate: string
  checkout?: Checkout | undefined
  order?: OrderRow | undefined
  payment?: Payment | undefined
  reservation?: Reservation | undefined
  /** Rows that are there and cannot be read. */
  unreadable: string[]
}

/** One thing that was found, and by what. */
export type Hit =
  | { kind: 'order'; orderId: string; userName: string; orderDate: string; by: string }
  | { kind: 'shopper'; userName: string; account: boolean; by: string }
  | { kind: 'failure'; id: string; queue: string; messageId: string; by: string }
  | { kind: 'product'; id: string; name: string; by: string }

export type Found = { terms: string[]; hits: Hit[] }

const Text = z.string().optional().catch(undefined)
const ids = {
  orderId: Text,
  checkoutId: Text,
  userName: Text,
  traceId: Text,
  productId: Text,
  eventId: Text,
  messageId: Text,
}
/** A line of the log, an event, a message's body, or a row. */
const Pasted = z.object({ ...ids, key: Text, detail: z.object(ids).optional().catch(undefined) })

const inText = [/ORD-[0-9A-HJKMNP-TV-Z]{26}/g, /1-[0-9a-f]{8}-[0-9a-f]{24}/g]

/** Longer than any id. */
const longest = 200
const most = 5

/** What to look for: the ids in what was pasted, or all of it as one. */
export function termsIn(text: string): string[] {
  const pasted = parsed(text)
  const named = pasted ? namedIn(pasted) : inText.flatMap((pattern) => text.match(pattern) ?? [])
  const terms = named.length > 0 ? named : pasted ? [] : [text]
  const bare = terms.map((term) => term.trim().replace(/^PAY-/, '')).filter((term) => term !== '')
  return [...new Set(bare)].filter(({ length }) => length <= longest).slice(0, most)
}

function parsed(text: string) {
  try {
    return Pasted.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** A purchase says all there is to know of it: its trace and its shopper are not looked for as well. */
function namedIn({ detail, key, ...line }: z.infer<typeof Pasted>): string[] {
  const of = (found: Partial<Record<keyof typeof ids, string | undefined>>) => {
    const order = found.orderId ?? found.checkoutId
    return order ? [order] : [found.traceId, found.userName, found.productId, found.eventId, found.messageId]
  }
  const [first] = (key ?? '').split(' ')
  return [...of(line), ...(detail ? of(detail) : []), first].flatMap((term) => term || [])
}

export const isTrace = (term: string) => TraceId.safeParse(term).success
