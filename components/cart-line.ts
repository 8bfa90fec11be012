import type { Basket } from '@/lib/basket/basket'
import type { Cents } from '@/lib/money'
import type { Product } from '@/lib/product/product'

/** A basket's line beside its product as it is now. */
export type CartLine = {
  productId: string
  name: string
  category: string
  image: string | undefined
  quantity: number
  price: Cents
  priceWhenAdded: Cents
  available: number
}

export function cartLines(basket: Basket, products: Product[]): CartLine[] {
  const known = new Map(products.map((product) => [product.id, product]))
  return basket.items.map(({ productId, productName, price, quantity }) => {
    const product = known.get(productId)
    return {
      productId,
      name: product?.name ?? productName,
      category: product?.category ?? '',
      image: product?.image,
      quantity,
      price: product?.price ?? price,
      priceWhenAdded: price,
      available: product?.availableStock ?? 0,
    }
  })
}

export const changedQuantity = (lines: CartLine[], productId: string, quantity: number) =>
  lines.flatMap((line) => {
    if (line.productId !== productId) return [line]
    return quantity === 0 ? [] : [{ ...line, quantity }]
  })
