'use client'

import { useLayoutEffect } from 'react'
import type { AddAction } from './add-to-cart'
import type { CatalogueCard } from './catalogue-card'
import { ProductCard, ProductCardSkeleton } from './product-card'
import { showSearched } from './searched'

const grid = 'grid grid-flow-dense grid-cols-2 gap-seam md:grid-cols-3 lg:grid-cols-4'
const inViewAtFirst = 6

/** Every sixth patch of the quilt is a large one: a full page comes out even at any width. */
const isLarge = (index: number, count: number) => index % 6 === 0 && count - index >= 6

type Props = {
  cards: CatalogueCard[]
  /** The words these were found by; undefined where the shop shows itself. */
  searchedFor: string | undefined
  action: AddAction
}

/** In the browser as well, so that a product travels once as data instead of once more as elements. */
export function Catalogue({ cards, searchedFor, action }: Props) {
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-finding', searchedFor !== undefined)
    showSearched(searchedFor ?? '')
  }, [searchedFor])
  return (
    <div className={grid}>
      {cards.map((card, index) => (
        <ProductCard
          key={card.id}
          card={card}
          action={action}
          large={isLarge(index, cards.length)}
          soon={index === 0 ? 'first' : index < inViewAtFirst}
        />
      ))}
    </div>
  )
}

export function CatalogueSkeleton() {
  return (
    <div aria-hidden="true" className={grid}>
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <ProductCardSkeleton key={index} large={isLarge(index, 12)} />
      ))}
    </div>
  )
}
