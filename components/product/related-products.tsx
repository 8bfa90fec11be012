import { CardGrid } from '../catalogue/card-grid'
import type { CatalogueCard } from '../catalogue/catalogue-card'
import type { AddAction } from './add-to-cart'

type Props = { category: string; cards: CatalogueCard[]; action: AddAction }

export function RelatedProducts({ category, cards, action }: Props) {
  if (cards.length === 0) return null
  return (
    <section aria-labelledby="related-heading" className="pt-20">
      <h2 id="related-heading" className="pb-5 text-3xl">
        More {category}
      </h2>
      <CardGrid
        cards={cards}
        action={action}
        heading="h3"
        className="grid grid-cols-2 gap-seam lg:grid-cols-4"
      />
    </section>
  )
}
