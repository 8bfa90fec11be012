import * as z from 'zod'
import type { EventType } from '../events'
import type { Cents } from '../money'

/** Who takes messages: each has a queue of its own. */
export const Service = z.enum(['ordering', 'inventory', 'payment', 'mail'])
export type Service = z.infer<typeof Service>

/** Stands for what a write will hold that nobody knows before: a moment, or what the provider answers. */
export const unknown = '?'

/** One row as a message will leave it: attributes that are undefined go. */
export type Change = {
  table: 'OrderTable' | 'CheckoutTable' | 'ReservationTable' | 'PaymentTable' | 'ProductTable'
  key: string
  set: Record<string, unknown>
}

/** What will become of a message if its function takes it now. */
export type Plan = {
  /** For people: `will take 3 of 5 in stock`. */
  words: string
  changes: Change[]
  /** One of these events follows; none where it is empty. */
  publishes: EventType[]
  /** It fails again, for these fields where it is fields. */
  fails?: { field?: string }
  charges?: Cents
  refunds?: Cents
  /** A mail is asked for, or sent. */
  mails?: true
}

/** Worst first: what fails, what moves money, stock or an order, what does nothing. */
export const kindOf = ({ fails, changes, charges, refunds, mails }: Plan) => {
  if (fails) return 'fails'
  return changes.length > 0 || charges || refunds || mails ? 'acts' : 'nothing'
}
