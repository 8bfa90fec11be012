import * as z from 'zod'
import { ProductId } from '../ids'
import { Money, sum, times } from '../money'
import { Text } from '../text'

export const maxLines = 50
export const maxQuantity = 99

export const Quantity = z.int().min(1).max(maxQuantity)

export const Line = z.object({
  productId: ProductId,
  productName: Text.min(1),
  price: Money,
  quantity: Quantity,
})
export type Line = z.infer<typeof Line>

export const Lines = z.array(Line).min(1).max(maxLines)

export const totalOf = (lines: Pick<Line, 'price' | 'quantity'>[]) =>
  sum(lines.map(({ price, quantity }) => times(price, quantity)))

export const totalQuantity = (lines: Pick<Line, 'quantity'>[]) =>
  lines.reduce((count, { quantity }) => count + quantity, 0)

/** What the shopper asks for: which products and how many. Names and prices always come from Product. */
export const WantedLine = Line.pick({ productId: true, quantity: true })
export type WantedLine = z.infer<typeof WantedLine>

/** A product named twice is one line of both quantities. */
export function mergeLines(lines: WantedLine[]): WantedLine[] {
  const quantities = new Map<string, number>()
  for (const { productId, quantity } of lines)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity)
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }))
}
