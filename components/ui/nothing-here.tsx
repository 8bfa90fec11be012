'use client'

import { EmptyState } from './empty-state'

/** In the place of a page, an order or a product. Drawn like them, so that it is there without a script as well. */
export function NothingHere() {
  return (
    <div className="pt-4 md:pt-8">
      <EmptyState
        category="Play"
        image="/products/sky-kite.webp"
        heading="There is nothing here"
        level="h1"
        fallen
      >
        We looked everywhere. Either it was never here, or it is not yours to see.
      </EmptyState>
    </div>
  )
}
