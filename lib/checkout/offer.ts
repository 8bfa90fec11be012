import type { Line } from '../basket/line'
import type { Cents } from '../money'
import type { OrderView } from '../order/order'
import type { Product } from '../product/product'

/** A line of an earlier order as it can be had now: `quantity` pieces at `price`, none of what is sold out or no longer sold. */
export type OfferedLine = {
  productId: string
  productName: string
  ordered: { quantity: number; price: Cents }
  quantity: number
  price: Cents
  isSold: boolean
}

/** An order that ended without its payment may be paid another way. */
export const isDeclined = ({ status, settled }: Pick<OrderView, 'status' | 'settled'>) =>
  status === 'PAYMENT_FAILED' && settled

export const offerOf = (lines: Line[], products: Map<string, Product>): OfferedLine[] =>
  lines.map(({ productId, productName, price, quantity }) => {
    const product = products.get(productId)
    return {
      productId,
      productName: product?.name ?? productName,
      ordered: { quantity, price },
      quantity: Math.min(quantity, product?.availableStock ?? 0),
      price: product?.price ?? price,
      isSold: product !== undefined,
    }
  })

/** What can be had, as a purchase has it. */
export const linesOffered = (offer: OfferedLine[]): Line[] =>
  offer
    .filter(({ quantity }) => quantity > 0)
    .map(({ productId, productName, price, quantity }) => ({ productId, productName, price, quantity }))
