'use client'

import { useParams } from 'next/navigation'
import { useLayoutEffect } from 'react'
import type { CatalogueCard } from '../catalogue/catalogue-card'
import { chosenCard } from '../catalogue/chosen-card'
import { OfferFrame, ProductFrame, ProductHeading, ProductSkeleton } from './product-frame'

/** Until the product has arrived: what its card showed, when that is where the shopper came from. */
export function ProductPreview() {
  const card = chosenCard()
  return (
    <div data-pending>
      {card ? (
        <CardOfAddress card={card} />
      ) : (
        <div aria-hidden="true">
          <ProductSkeleton />
        </div>
      )}
    </div>
  )
}

function CardOfAddress({ card }: { card: CatalogueCard }) {
  const { id } = useParams<{ id: string }>()
  return id === encodeURIComponent(card.id) || id === card.id ? (
    <CardAsProduct card={card} />
  ) : (
    <ProductSkeleton />
  )
}

/** Drawn as the product's page draws it, so that nothing moves when the rest arrives. */
function CardAsProduct({ card: { name, category, image, price, left } }: { card: CatalogueCard }) {
  return (
    <ProductFrame category={category} image={image}>
      <ProductHeading
        name={name}
        category={<p className="flex min-h-11 items-center font-semibold">{category}</p>}
      />
      <div className="bone h-7 max-w-[42ch]" />
      <OfferFrame soldOut={left === 0} price={price} />
    </ProductFrame>
  )
}

/**
 * The product over the page it was chosen on, from the click until its own page is there: the router takes some frames to
 * get there, more on a phone. The page below is not to be seen, read or used, but keeps its scroll position, to be found
 * again on the way back.
 */
export function ProductAhead({ card }: { card: CatalogueCard }) {
  useLayoutEffect(() => {
    const page = document.getElementById('content')
    page?.setAttribute('data-ahead', '')
    return () => page?.removeAttribute('data-ahead')
  }, [])
  return (
    <div className="visible fixed inset-0 z-20 overflow-hidden bg-ground">
      {/* As high as the header at the top of a page. */}
      <div className="page pt-27 md:pt-18">
        <CardAsProduct card={card} />
      </div>
    </div>
  )
}
