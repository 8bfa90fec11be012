import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'

/** What a card shows of a product, ready to be shown. */
export type CatalogueCard = Pick<Product, 'id' | 'name' | 'category' | 'availableStock' | 'reorderLevel'> & {
  image: string | undefined
  price: string
}

export const cardOf = (product: Product, locale: string): CatalogueCard => ({
  id: product.id,
  name: product.name,
  category: product.category,
  availableStock: product.availableStock,
  reorderLevel: product.reorderLevel,
  image: product.image,
  price: formatMoney(product.price, locale),
})
