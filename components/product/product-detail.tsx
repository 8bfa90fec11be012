import Link from 'next/link'
import type { ReactNode } from 'react'
import { catalogueAddress } from '@/lib/address'
import type { Product } from '@/lib/product/product'
import { StockNote } from '../catalogue/stock'
import { ProductImage } from '../ui/picture'

const columns = 'grid gap-x-14 gap-y-6 pt-2 md:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] md:pt-4'
const ground = 'grid aspect-[6/5] place-items-center rounded-tile md:aspect-square md:max-h-[44rem] md:w-full'

type Props = {
  product: Product
  /** As the visitor reads it. */
  price: string
  /** The way to buy it. */
  children: ReactNode
}

export function ProductDetail({ product, price, children }: Props) {
  const { name, description, category, image, availableStock, reorderLevel } = product
  return (
    <div className={columns}>
      <div data-category={category} className={`group bg-(--tint) ${ground}`}>
        {image && (
          <ProductImage
            image={image}
            sizes="(min-width: 88rem) 27rem, (min-width: 48rem) 31vw, 55vw"
            soon="first"
            dim={availableStock === 0}
            className="size-[66%]"
          />
        )}
      </div>
      <div className="grid content-center gap-5">
        <div className="grid justify-items-start">
          <Link
            href={catalogueAddress({ category })}
            data-category={category}
            className="inline-flex min-h-11 items-center font-semibold underline decoration-(--tint) decoration-4 underline-offset-6 hover:decoration-accent"
          >
            {category}
          </Link>
          <h1 className="wrap-anywhere text-title">{name}</h1>
        </div>
        <p className="max-w-[42ch] text-lg text-soft">{description}</p>
        <div className="flex flex-wrap items-baseline gap-x-4">
          <p className="font-bold text-3xl tracking-tight">{price}</p>
          <StockNote availableStock={availableStock} reorderLevel={reorderLevel} />
        </div>
        <div className="min-h-31.5">{children}</div>
      </div>
    </div>
  )
}

export function ProductSkeleton() {
  return (
    <div aria-hidden="true" className={columns}>
      <div className={`bone ${ground}`} />
      {/* Rows of known height: a part of them that is painted first does not move when the rest arrives. */}
      <div className="grid grid-rows-[auto_1.75rem_2.25rem_3.25rem] content-center gap-5">
        <p className="bone w-4/5 text-title">&nbsp;</p>
        <div className="bone max-w-[42ch]" />
        <div className="bone w-48" />
        <div className="bone w-64 rounded-full" />
      </div>
    </div>
  )
}
