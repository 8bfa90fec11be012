'use client'

import { useLayoutEffect } from 'react'
import type { AddAction } from '../product/add-to-cart'
import { CardGrid } from './card-grid'
import type { CatalogueCard } from './catalogue-card'
import { ProductCardSkeleton } from './product-card'
import { showSearched } from './searched'

const grid = 'after-paint grid grid-flow-dense grid-cols-2 gap-seam md:grid-cols-3 lg:grid-cols-4'
const inView = 5

/**
 * One patch of the quilt in six is a large one, of another category each time. A full page comes out even in two, three
 * and four columns.
 */
const isLarge = (index: number, count: number) =>
  index % 6 === Math.floor(index / 6) % 6 && count - index >= 6

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
    <CardGrid
      cards={cards}
      action={action}
      inView={inView}
      picturesFirst={searchedFor !== undefined}
      isLarge={(index) => isLarge(index, cards.length)}
      className={grid}
      heading="h2"
    />
  )
}

export function CatalogueSkeleton() {
  return (
    <div aria-hidden="true" className={`animate-breathe ${grid}`}>
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <ProductCardSkeleton key={index} large={isLarge(index, 12)} />
      ))}
    </div>
  )
}
