'use client'

import { EmptyState } from './empty-state'

/** In the place of a page, an order or a product. A client component: Next sends a route's not-found with every page. */
export function NotFound() {
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
