import { isAmount } from '../money'
import type { Product } from '../product/product'
import { type Basket, maxWatched } from './basket'
import { type Line, maxLines, maxQuantity, totalOf } from './line'

/** What a merge left out: `missing` pieces of a product, of which `kept` are in the basket. */
export type Cut = {
  productName: string
  missing: number
  kept: number
  why: 'not_sold' | 'out_of_stock' | 'too_many_of_one' | 'cart_full' | 'total_too_high'
}

export type MergedBaskets = { items: Line[]; watching: string[]; changes: string[]; cut: Cut[] }

type Held = Pick<Basket, 'items' | 'watching' | 'changes'>

/**
 * `own` with the lines of `guest`: quantities are added up as far as one product, the stock and the basket allow. A price is
 * what the shopper agreed to last, as a guest. What is in `own` alone stays as it is.
 */
export function mergeBaskets(
  own: Held | undefined,
  guest: Held,
  products: ReadonlyMap<string, Product>,
): MergedBaskets {
  const cut: Cut[] = []
  let items = own?.items ?? []
  for (const line of guest.items) {
    const held = items.find(({ productId }) => productId === line.productId)
    const isFull = !held && items.length >= maxLines
    const asked = line.quantity + (held?.quantity ?? 0)
    const room = isFull
      ? { kept: 0, why: 'cart_full' as const }
      : roomFor(asked, products.get(line.productId))
    const merged = withLine(items, { ...line, quantity: room.kept })
    const { kept, why } = isAmount(totalOf(merged))
      ? room
      : { kept: held?.quantity ?? 0, why: 'total_too_high' as const }
    if (why !== 'total_too_high') items = merged
    if (kept < asked) cut.push({ productName: line.productName, missing: asked - kept, kept, why })
  }
  const watching = [...new Set([...(own?.watching ?? []), ...(guest.watching ?? [])])].slice(0, maxWatched)
  return { items, watching, changes: [...(own?.changes ?? []), ...(guest.changes ?? [])], cut }
}

type Room = Pick<Cut, 'kept' | 'why'>

function roomFor(asked: number, product: Product | undefined): Room {
  const stock = product?.availableStock ?? 0
  const kept = Math.max(0, Math.min(asked, stock, maxQuantity))
  if (!product) return { kept, why: 'not_sold' }
  return { kept, why: stock < maxQuantity ? 'out_of_stock' : 'too_many_of_one' }
}

/** In its place where there is one of the product, else at the end; none of no pieces. */
function withLine(lines: Line[], line: Line): Line[] {
  const others = ({ productId }: Line) => productId !== line.productId
  if (line.quantity === 0) return lines.filter(others)
  return lines.every(others) ? [...lines, line] : lines.map((held) => (others(held) ? held : line))
}
