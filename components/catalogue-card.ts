import { formatMoney } from '@/lib/money-format'
import { categories, type Product } from '@/lib/product/product'

/** What a card shows of a product, ready to be shown. */
export type CatalogueCard = Pick<Product, 'id' | 'name' | 'category' | 'availableStock' | 'reorderLevel'> & {
  image: string | undefined
  price: string
}

export type CatalogueSection = { category: string; cards: CatalogueCard[] }

export function catalogueSections(products: Product[]): CatalogueSection[] {
  const named = new Set<string>([...categories, ...products.map(({ category }) => category)])
  return [...named].flatMap((category) => {
    const cards = products.filter((product) => product.category === category).map(cardOf)
    return cards.length > 0 ? [{ category, cards }] : []
  })
}

const cardOf = ({
  id,
  name,
  category,
  availableStock,
  reorderLevel,
  image,
  price,
}: Product): CatalogueCard => ({
  id,
  name,
  category,
  availableStock,
  reorderLevel,
  image,
  price: formatMoney(price),
})
