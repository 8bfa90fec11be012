'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { addressOf } from '@/lib/product/address'
import type { Product } from '@/lib/product/product'
import { ProductFrame, ProductHeading } from './product-frame'

type Props = {
  product: Pick<Product, 'name' | 'description' | 'category' | 'image'>
  /** Its price, its stock and the way to buy it. */
  children: ReactNode
}

/** In the browser as well, so that a product travels once as data instead of once more as elements. */
export function ProductDetail({ product: { name, description, category, image }, children }: Props) {
  return (
    <ProductFrame category={category} image={image}>
      <ProductHeading
        name={name}
        category={
          <Link
            href={addressOf({ category })}
            data-category={category}
            className="inline-flex min-h-11 items-center font-semibold underline decoration-(--tint) decoration-4 underline-offset-6 hover:decoration-accent"
          >
            {category}
          </Link>
        }
      />
      <p className="max-w-[42ch] text-lg text-soft">{description}</p>
      {children}
    </ProductFrame>
  )
}
