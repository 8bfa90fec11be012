import * as z from 'zod'
import { CancelledBy } from '../events'
import { CheckoutId, TraceId, UserName } from '../ids'
import { purchase } from './purchase'

/** Attempts after which the reconciler raises an alarm; it keeps trying all the same. */
export const alarmAfterAttempts = 10

export const daysKeptOnceSettled = 15

export const Checkout = z.object({
  checkoutId: CheckoutId,
  userName: UserName,
  orderDate: z.iso.datetime(),
  ...purchase,
  attempts: z.int().min(0),
  traceId: TraceId.optional().catch(undefined),
  open: z.string().optional(),
  dueAt: z.iso.datetime().optional(),
  /** The shopper, while the checkout is open. */
  openFor: UserName.optional(),
  settledAt: z.iso.datetime().optional(),
  /** The order was called off: it is open until ordering has settled that too. */
  cancelledAt: z.iso.datetime().optional(),
  cancelledBy: CancelledBy,
  expiresAt: z.int().optional(),
})
export type Checkout = z.infer<typeof Checkout>

/** It is still published again, once an hour. */
export const isGivenUp = ({ attempts }: Pick<Checkout, 'attempts'>) => attempts >= alarmAfterAttempts

/** FNV-1a: spreads ids evenly and gives the same number for the same id on every machine. */
function hash(id: string) {
  let value = 0x811c9dc5
  for (const char of id) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193)
  return value >>> 0
}

/** ISO 8601, with six digits below the millisecond taken from the id: purchases of one moment keep two sort keys. */
export const orderDateOf = (now: Date, checkoutId: string) =>
  `${now.toISOString().slice(0, -1)}${String(hash(checkoutId) % 1_000_000).padStart(6, '0')}Z`

/** One GSI partition takes 1,000 writes a second; open checkouts are spread over these. */
export const openShards = Array.from({ length: 16 }, (_, shard) => `OPEN#${shard}`)

export const openShardOf = (checkoutId: string) => `OPEN#${hash(checkoutId) % openShards.length}`

const firstDueMs = 60_000
const longestDelayMs = 60 * 60_000

const delayAfter = (attempts: number) => Math.min(firstDueMs * 2 ** attempts, longestDelayMs)

/** When an unsettled checkout is published again: after 1, 2, 4 ... minutes, at most an hour. */
export const dueAfter = (now: Date, attempts: number) =>
  new Date(now.getTime() + delayAfter(attempts)).toISOString()

/** When an open checkout was last published, in milliseconds: the moment that its `dueAt` was counted from. */
export const publishedAt = ({ dueAt = '', attempts }: Pick<Checkout, 'dueAt' | 'attempts'>) =>
  Date.parse(dueAt) - delayAfter(attempts)
