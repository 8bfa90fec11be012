import * as z from 'zod'
import { Cursor, passes } from './cursor'
import { type Damage, damageKinds } from './damage'

const Damages = z.enum(damageKinds as [Damage, ...Damage[]])

/** What is wrong, and where: never what stands in the rows. */
export const Finding = z.object({
  /** Of a purchase, whichever row it was found by: it is told once. */
  id: z.string(),
  damage: Damages,
  /** What else is wrong with the same rows. */
  also: z.array(Damages),
  /** The fields at fault of a row that cannot be read. */
  fields: z.string().optional(),
  purchase: z
    .object({
      orderId: z.string().optional(),
      paymentId: z.string().optional(),
      userName: z.string().optional(),
      orderDate: z.string().optional(),
    })
    .optional(),
  productId: z.string().optional(),
})
export type Finding = z.infer<typeof Finding>

/** Names the rows of one purchase. Of a row that lost its own names, what is left of its key. */
export type PurchaseKey = NonNullable<Finding['purchase']>

/** A run that found so much ends: something is wrong with more than single rows. */
export const mostFindings = 1_000

export const daysKept = 90

/** One check of all tables: from `startedAt` until there is no `cursor`. */
export const Run = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  by: z.string(),
  /** Rows that the tables are said to hold, as DynamoDB counts them some times a day. */
  expected: z.int().min(0),
  cursor: Cursor.optional(),
  checked: z.record(z.enum(passes), z.int().min(0)),
  open: z.int().min(0),
  found: z.int().min(0),
  /** The time that was spent on it: nobody may have gone on with it for a while. */
  workMs: z.int().min(0),
  /** Counts the pages, so that two who go on with it do not count one twice. */
  version: z.int().min(0),
  endedAt: z.iso.datetime().optional(),
})
export type Run = z.infer<typeof Run>

export const checkedIn = ({ checked }: Pick<Run, 'checked'>) =>
  passes.reduce((sum, pass) => sum + checked[pass], 0)
