'use client'

import { useLayoutEffect } from 'react'
import type { AddAction } from '../product/add-to-cart'
import { markFinding } from '../site/finding'
import { CardGrid } from './card-grid'
import { type CatalogueCard, ProductCardSkeleton } from './product-card'

const grid = 'grid grid-flow-dense grid-cols-2 gap-seam md:grid-cols-3 lg:grid-cols-4'
const inView = 5

/**
 * One patch of the quilt in six is a large one, of another category each time. A full page comes out even in two, three
 * and four columns.
 */
const isLarge = (index: number, count: number) =>
  index % 6 === Math.floor(index / 6) % 6 && count - index >= 6

type Props = {
  cards: CatalogueCard[]
  /** Nothing large stands above them: their pictures come first. */
  picturesFirst: boolean
  action: AddAction
}

/** In the browser as well, so that a product travels once as data instead of once more as elements. */
export function Catalogue({ cards, picturesFirst, action }: Props) {
  useLayoutEffect(markFinding)
  return (
    <CardGrid
      cards={cards}
      action={action}
      inView={inView}
      picturesFirst={picturesFirst}
      isLarge={(index) => isLarge(index, cards.length)}
      className={grid}
      heading="h2"
    />
  )
}

export function CatalogueSkeleton() {
  useLayoutEffect(markFinding)
  return (
    <div aria-hidden="true" className={`animate-breathe ${grid}`}>
      {Array.from({ length: 12 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <ProductCardSkeleton key={index} large={isLarge(index, 12)} />
      ))}
    </div>
  )
}
