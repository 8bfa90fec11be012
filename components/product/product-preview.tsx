'use client'

import { usePathname } from 'next/navigation'
import { productAddress } from '@/lib/address'
import type { CatalogueCard } from '../catalogue/product-card'
import { ProductSkeleton } from '../ui/skeletons'
import { ProductGround } from './product-ground'

let chosen: CatalogueCard | undefined

/** Says which card was followed: what it shows of its product stands on the product's page until that has come. */
export const followCard = (card: CatalogueCard) => {
  chosen = card
}

/** Must stand in a Suspense of its own: the address is not known to a shell. */
export function ProductPreview() {
  const pathname = usePathname()
  if (chosen === undefined || pathname !== productAddress(chosen.id)) return <ProductSkeleton />
  const { name, category, image, price, left } = chosen
  return (
    <div className="product-columns">
      <ProductGround category={category} image={image} soldOut={left === 0} />
      <div className="grid content-center gap-5">
        <div className="grid justify-items-start">
          <p data-category={category} className="product-category">
            {category}
          </p>
          <h1 className="wrap-anywhere text-title">{name}</h1>
        </div>
        <div className="bone h-7 max-w-[42ch]" aria-hidden />
        <div className="grid gap-1">
          <p className="font-bold text-3xl tracking-tight">{price}</p>
          <div className="min-h-[2lh] min-[24rem]:min-h-[1lh]" />
        </div>
        <div className="min-h-31.5" aria-hidden>
          <div className="bone h-13 w-64 rounded-full" />
        </div>
      </div>
    </div>
  )
}
