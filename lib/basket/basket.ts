import * as z from 'zod'
import { CheckoutId, ProductId, UserName } from '../ids'
import { Money, sum, times } from '../money'

export const maxLines = 50
export const maxQuantity = 99

export const Quantity = z.int().min(1).max(maxQuantity)

export const Line = z.object({
  productId: ProductId,
  productName: z.string().min(1),
  price: Money,
  quantity: Quantity,
})
export type Line = z.infer<typeof Line>

export const Lines = z.array(Line).min(1).max(maxLines)

/** The line that was taken out last, and where it stood. */
export const Removed = z.object({ line: Line, position: z.int().min(0) })
export type Removed = z.infer<typeof Removed>

export const Basket = z.object({
  userName: UserName,
  items: z.array(Line).max(maxLines),
  removed: Removed.optional(),
  /** Marks of the last changes, newest last. */
  changes: z.array(z.string()).optional(),
  checkoutId: CheckoutId,
  version: z.int().min(1),
  expiresAt: z.int(),
})
export type Basket = z.infer<typeof Basket>

/** What the shopper asks for: which products and how many. Names and prices always come from Product. */
export const WantedLine = z.object({ productId: ProductId, quantity: Quantity })
export type WantedLine = z.infer<typeof WantedLine>

/** Far above what is sold at once: each line that cannot be read is an issue of its own. */
const maxWanted = 1_000

/** A product named twice is one line of both quantities. */
export const WantedLines = z
  .array(z.unknown())
  .max(maxWanted)
  .pipe(z.array(WantedLine).transform(mergeLines))
  .pipe(z.array(WantedLine).max(maxLines))

export function mergeLines(lines: WantedLine[]): WantedLine[] {
  const quantities = new Map<string, number>()
  for (const { productId, quantity } of lines)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity)
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }))
}

export const totalOf = (lines: Pick<Line, 'price' | 'quantity'>[]) =>
  sum(lines.map(({ price, quantity }) => times(price, quantity)))

export const totalQuantity = (lines: Pick<Line, 'quantity'>[]) =>
  lines.reduce((count, { quantity }) => count + quantity, 0)

/** The lines with `productId` at `quantity`: added at the end when new, taken out at 0. */
export function withQuantity(lines: WantedLine[], productId: string, quantity: number): WantedLine[] {
  if (quantity <= 0) return lines.filter((line) => line.productId !== productId)
  if (!lines.some((line) => line.productId === productId)) return [...lines, { productId, quantity }]
  return lines.map((line) => (line.productId === productId ? { ...line, quantity } : line))
}
