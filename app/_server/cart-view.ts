import 'server-only'
import type { Basket } from '@/lib/basket/basket'
import type { CartLine, CartView } from '@/lib/basket/cart-view'
import type { Line } from '@/lib/basket/line'
import type { Product } from '@/lib/product/product'

export function cartViewOf(basket: Basket, products: Map<string, Product>, locale: string): CartView {
  const lineOf = (line: Line) => cartLineOf(line, products.get(line.productId))
  const removed = basket.removed && { ...basket.removed, line: lineOf(basket.removed.line) }
  return { checkoutId: basket.checkoutId, locale, lines: basket.items.map(lineOf), removed }
}

const cartLineOf = ({ productId, productName, price, quantity }: Line, product?: Product): CartLine => ({
  productId,
  name: product?.name ?? productName,
  category: product?.category ?? '',
  image: product?.image,
  quantity,
  available: product?.availableStock ?? 0,
  price: product?.price ?? price,
  agreed: price,
})
