import type { Product } from '@/lib/product/product'
import type { AddAction } from '../product/add-to-cart'
import { Catalogue } from './catalogue'
import { cardOf } from './product-card'

type Props = { products: Product[]; locale: string; action: AddAction }

/** A row of other ways to be happy; nothing where there is none. */
export function SimilarProducts({ products, locale, action }: Props) {
  if (products.length === 0) return null
  return (
    <section aria-labelledby="similar-heading">
      <h2 id="similar-heading" className="pb-5 text-3xl">
        Similar products
      </h2>
      <Catalogue cards={products.map((product) => cardOf(product, locale))} action={action} related />
    </section>
  )
}
