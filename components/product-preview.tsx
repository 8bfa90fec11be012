'use client'

import { useParams } from 'next/navigation'
import type { CatalogueCard } from './catalogue-card'
import { chosenCard } from './chosen-card'
import { ProductFrame, ProductHeading, ProductSkeleton } from './product-frame'

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
  if (id !== encodeURIComponent(card.id) && id !== card.id) return <ProductSkeleton />
  const { name, category, image, price, left } = card
  return (
    <ProductFrame category={category} image={image} soldOut={left === 0}>
      <ProductHeading
        name={name}
        category={<p className="flex min-h-11 items-center font-semibold">{category}</p>}
      />
      <div className="bone h-7 max-w-[42ch]" />
      <p className="font-bold text-3xl tracking-tight">{price}</p>
      <div className="h-31.5" />
    </ProductFrame>
  )
}
