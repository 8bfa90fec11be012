'use client'

import type { AddAction } from './add-to-cart'
import type { CatalogueCard } from './catalogue-card'
import { ProductCard, ProductCardSkeleton } from './product-card'

const grid = 'grid grid-flow-dense grid-cols-2 gap-seam md:grid-cols-3 lg:grid-cols-4 2xl:grid-cols-5'
const inViewAtFirst = 6

/** Where the quilt has its large patches: the rows between them always come out even. */
const isLarge = (index: number) => index % 12 === 0 || index % 12 === 6

type Props = { cards: CatalogueCard[]; action: AddAction }

/** In the browser as well, so that a product travels once as data instead of once more as elements. */
export function Catalogue({ cards, action }: Props) {
  return (
    <div className={grid}>
      {cards.map((card, index) => (
        <ProductCard
          key={card.id}
          card={card}
          action={action}
          large={isLarge(index)}
          soon={index === 0 ? 'first' : index < inViewAtFirst}
        />
      ))}
    </div>
  )
}

export function CatalogueSkeleton() {
  return (
    <div data-pending aria-hidden="true" className={grid}>
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <ProductCardSkeleton key={index} large={isLarge(index)} />
      ))}
    </div>
  )
}
