'use client'

import type { AddAction } from './add-to-cart'
import type { CatalogueSection } from './catalogue-card'
import { ProductCard, ProductCardSkeleton } from './product-card'

const aboveTheFold = 4
const grid = 'grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-3 md:gap-x-6 lg:grid-cols-4'

type Props = { sections: CatalogueSection[]; action: AddAction }

/** In the browser as well, so that a product travels once as data instead of once more as elements. */
export function Catalogue({ sections, action }: Props) {
  if (sections.length === 0) return <p className="py-16 text-center text-soft">Nothing here yet.</p>
  return (
    <div className="grid gap-16">
      {sections.map(({ category, cards }, section) => (
        <section key={category} id={category.toLowerCase()} aria-labelledby={`${category}-heading`}>
          <h2 id={`${category}-heading`} className="mb-5 font-semibold text-3xl tracking-tight">
            {category}
          </h2>
          <div className={grid}>
            {cards.map((card, index) => (
              <ProductCard
                key={card.id}
                card={card}
                action={action}
                soon={section === 0 && index < aboveTheFold}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

export function CatalogueSkeleton() {
  return (
    <div data-pending aria-hidden="true">
      <div className="bone mb-5 h-9 w-32" />
      <div className={grid}>
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((card) => (
          <ProductCardSkeleton key={card} />
        ))}
      </div>
    </div>
  )
}
