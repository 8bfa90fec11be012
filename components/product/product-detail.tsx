import Link from 'next/link'
import type { ReactNode } from 'react'
import { catalogueAddress } from '@/lib/address'
import type { Product } from '@/lib/product/product'
import { StockNote } from '../catalogue/stock'
import { ProductImage } from '../ui/picture'

export const productPictureSizes = '(min-width: 88rem) 27rem, (min-width: 48rem) 31vw, 55vw'

/** `price` as the visitor reads it; `children` are the way to buy it. */
type Props = { product: Product; price: string; children: ReactNode }

export function ProductDetail({ product, price, children }: Props) {
  const { name, description, category, image, availableStock } = product
  const soldOut = availableStock === 0
  return (
    <div className="product-columns">
      <div data-category={category} className="product-ground group bg-(--tint)">
        {image && (
          <ProductImage
            image={image}
            sizes={productPictureSizes}
            soon="first"
            dim={soldOut}
            className="size-[66%]"
          />
        )}
      </div>
      <div className="grid content-center gap-5">
        <div className="grid justify-items-start">
          <Link href={catalogueAddress({ category })} data-category={category} className="product-category">
            {category}
          </Link>
          <h1 className="wrap-anywhere text-title">{name}</h1>
        </div>
        <p className="max-w-[42ch] text-lg text-soft">{description}</p>
        <div className="flex flex-wrap items-baseline gap-x-4">
          <p className="font-bold text-3xl tracking-tight">{price}</p>
          <StockNote {...product} />
        </div>
        <div className="min-h-31.5">{children}</div>
      </div>
    </div>
  )
}
