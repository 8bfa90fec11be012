import type { Cents } from '../money'
import { findProducts } from '../product/store'
import { withQuantity } from './basket'
import { changeBasket, markOf } from './change-basket'
import { type Line, maxLines, maxQuantity, type WantedLine } from './line'

/** What became of one line of an earlier order. `missing` pieces could not be added. Amounts in cents. */
export type BoughtAgain = {
  productName: string
  added: number
  missing: number
  why?: 'not_sold' | 'out_of_stock' | 'cart_full' | 'too_many_of_one'
  /** Both prices where the product was added and costs other than then. */
  repriced?: { was: Cents; now: Cents }
}

/** Adds what can still be had of `lines` to the basket, at the prices of now. Of a repetition it tells no lines. */
export async function buyAgain(userName: string, lines: Line[], changeId?: string) {
  const products = await findProducts(lines.map(({ productId }) => productId))
  let bought: BoughtAgain[] = []
  const added = new Set<string>()

  function addAll(basket: WantedLine[]): WantedLine[] {
    let wanted = basket
    added.clear()
    bought = lines.map((line) => {
      const product = products.get(line.productId)
      const held = wanted.find(({ productId }) => productId === line.productId)?.quantity ?? 0
      const isFull = held === 0 && wanted.length >= maxLines
      const { room, why } = roomFor(line.quantity, held, isFull, product?.availableStock)
      if (room > 0) {
        wanted = withQuantity(wanted, line.productId, held + room)
        added.add(line.productId)
      }
      const repriced = product && room > 0 && product.price !== line.price
      return {
        productName: product?.name ?? line.productName,
        added: room,
        missing: line.quantity - room,
        ...(why && { why }),
        ...(repriced && { repriced: { was: line.price, now: product.price } }),
      }
    })
    return wanted
  }
  const reprice = (productId: string) => added.has(productId)
  const changed = await changeBasket(userName, addAll, { mark: markOf(changeId, 'buy again'), reprice })
  return { changed, lines: bought }
}

type Room = { room: number; why?: BoughtAgain['why'] }

function roomFor(wanted: number, held: number, isFull: boolean, stock: number | undefined): Room {
  if (stock === undefined) return { room: 0, why: 'not_sold' }
  if (isFull) return { room: 0, why: 'cart_full' }
  const room = Math.max(0, Math.min(wanted, stock - held, maxQuantity - held))
  if (room === wanted) return { room }
  return { room, why: stock <= maxQuantity ? 'out_of_stock' : 'too_many_of_one' }
}
