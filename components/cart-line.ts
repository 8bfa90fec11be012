import type { Basket } from '@/lib/basket/basket'
import { times } from '@/lib/money'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'

/** A basket's line beside its product as it is now. Amounts are text: the browser shows them and works out none. */
export type CartLine = {
  productId: string
  name: string
  category: string
  image: string | undefined
  quantity: number
  available: number
  price: string
  priceWhenAdded: string
  total: string
}

export const currentPrices = (basket: Basket, products: Map<string, Product>) =>
  basket.items.map(({ productId, price, quantity }) => ({
    price: products.get(productId)?.price ?? price,
    quantity,
  }))

export const cartLines = (basket: Basket, products: Map<string, Product>): CartLine[] =>
  basket.items.map(({ productId, productName, price: priceWhenAdded, quantity }) => {
    const product = products.get(productId)
    const price = product?.price ?? priceWhenAdded
    return {
      productId,
      name: product?.name ?? productName,
      category: product?.category ?? '',
      image: product?.image,
      quantity,
      available: product?.availableStock ?? 0,
      price: formatMoney(price),
      priceWhenAdded: formatMoney(priceWhenAdded),
      total: formatMoney(times(price, quantity)),
    }
  })
