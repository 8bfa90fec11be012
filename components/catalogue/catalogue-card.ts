import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'
import { isLow } from './stock'

/** What a card shows of a product, ready to be shown. */
export type CatalogueCard = Pick<Product, 'id' | 'name' | 'category'> & {
  image: string | undefined
  price: string
  /** How many are left, where that is few enough to be said. */
  left: number | undefined
}

export const cardOf = (product: Product, locale: string): CatalogueCard => ({
  id: product.id,
  name: product.name,
  category: product.category,
  image: product.image,
  price: formatMoney(product.price, locale),
  left: isLow(product) ? product.availableStock : undefined,
})
