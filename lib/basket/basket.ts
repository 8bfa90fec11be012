import * as z from 'zod'
import { CheckoutId, ProductId, UserName } from '../ids'
import { Line, maxLines, mergeLines, WantedLine } from './line'
import { Pace } from './pace'

/** The line that was taken out last, and where it stood. */
export const Removed = z.object({ line: Line, position: z.int().min(0) })
export type Removed = z.infer<typeof Removed>

/** As long as a session lasts. */
export const keptForSeconds = 30 * 24 * 60 * 60

/** A day more than any cookie: clocks differ. */
export const tombstoneKeptForSeconds = keptForSeconds + 24 * 60 * 60

/** How many products a shopper may wait for: 50 ids of usual length cost a write unit more. */
export const maxWatched = 50

export const Basket = z.object({
  userName: UserName,
  items: z.array(Line).max(maxLines),
  removed: Removed.optional(),
  /** The products that the shopper waits for, oldest wish first; absent where there is none. */
  watching: z.array(ProductId).max(maxWatched).optional(),
  /** Marks of the last changes, newest last. */
  changes: z.array(z.string()).optional(),
  pace: Pace.optional(),
  checkoutId: CheckoutId,
  version: z.int().min(1),
  expiresAt: z.int(),
})
export type Basket = z.infer<typeof Basket>

/**
 * What is left where a guest's basket was merged into an account's: whoever comes as that guest is nobody. It outlives every
 * cookie of the guest.
 */
export const Tombstone = z.object({ userName: UserName, mergedInto: UserName, expiresAt: z.int() })
export type Tombstone = z.infer<typeof Tombstone>

export const isTombstone = (held: Basket | Tombstone | undefined): held is Tombstone =>
  held !== undefined && 'mergedInto' in held

/** Far above what is sold at once: each line that cannot be read is an issue of its own. */
const maxWanted = 1_000

export const WantedLines = z
  .array(z.unknown())
  .max(maxWanted)
  .pipe(z.array(WantedLine).transform(mergeLines))
  .pipe(z.array(WantedLine).max(maxLines))

/** The lines with `productId` at `quantity`: added at the end when new, taken out at 0. */
export function withQuantity(lines: WantedLine[], productId: string, quantity: number): WantedLine[] {
  if (quantity <= 0) return lines.filter((line) => line.productId !== productId)
  if (!lines.some((line) => line.productId === productId)) return [...lines, { productId, quantity }]
  return lines.map((line) => (line.productId === productId ? { ...line, quantity } : line))
}
