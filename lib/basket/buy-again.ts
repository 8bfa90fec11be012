import type { Cents } from '../money'
import { findProducts } from '../product/store'
import { withQuantity } from './basket'
import { type BasketChanged, changeBasket } from './change-basket'
import { markOf } from './change-id'
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
export async function buyAgain(
  userName: string,
  lines: Line[],
  changeId?: string,
): Promise<{ changed: BasketChanged; lines: BoughtAgain[] }> {
  const products = await findProducts(lines.map(({ productId }) => productId))
  let bought: BoughtAgain[] = []
  const reprice = new Set<string>()

  const changed = await changeBasket(
    userName,
    (basket) => {
      let wanted = basket
      reprice.clear()
      bought = lines.map((line) => {
        const product = products.get(line.productId)
        const { added, why } = roomFor(line, wanted, product?.availableStock)
        const held = quantityOf(wanted, line.productId)
        if (added > 0) {
          wanted = withQuantity(wanted, line.productId, held + added)
          reprice.add(line.productId)
        }
        return {
          productName: product?.name ?? line.productName,
          added,
          missing: line.quantity - added,
          ...(why ? { why } : {}),
          ...(product && added > 0 && product.price !== line.price
            ? { repriced: { was: line.price, now: product.price } }
            : {}),
        }
      })
      return wanted
    },
    { mark: markOf(changeId, 'buy again'), reprice },
  )
  return { changed, lines: bought }
}

const quantityOf = (basket: WantedLine[], productId: string) =>
  basket.find((line) => line.productId === productId)?.quantity ?? 0

function roomFor(
  { productId, quantity }: Line,
  basket: WantedLine[],
  stock: number | undefined,
): Pick<BoughtAgain, 'added' | 'why'> {
  if (stock === undefined) return { added: 0, why: 'not_sold' }
  const held = quantityOf(basket, productId)
  if (held === 0 && basket.length >= maxLines) return { added: 0, why: 'cart_full' }
  const added = Math.max(0, Math.min(quantity, stock - held, maxQuantity - held))
  if (added === quantity) return { added }
  return { added, why: stock <= maxQuantity ? 'out_of_stock' : 'too_many_of_one' }
}
