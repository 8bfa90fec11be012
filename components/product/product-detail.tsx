import Link from 'next/link'
import type { ReactNode } from 'react'
import { catalogueAddress, deliveryAddress, returnsAddress } from '@/lib/address'
import type { Product } from '@/lib/product/product'
import { ProductGround } from './product-ground'
import { StockNote } from './stock-note'

/** `price` as the visitor reads it; `held` is how many are in the cart; `children` are the way to buy it. */
type Props = { product: Product; price: string; held: number; children: ReactNode }

export function ProductDetail({ product, price, held, children }: Props) {
  const { name, description, category, image, availableStock } = product
  return (
    <div className="product-columns">
      <ProductGround category={category} image={image} soldOut={availableStock === 0} />
      <div className="grid content-center gap-5">
        <div className="grid justify-items-start">
          <Link href={catalogueAddress({ category })} data-category={category} className="product-category">
            {category}
          </Link>
          <h1 className="wrap-anywhere text-title">{name}</h1>
        </div>
        <p className="wrap-anywhere max-w-[42ch] text-lg text-soft">{description}</p>
        <div className="grid gap-1">
          <p className="font-bold text-3xl tracking-tight">{price}</p>
          {/* What is added is told here: room for it is there before. */}
          <div className="min-h-[2lh] min-[24rem]:min-h-[1lh]">
            <StockNote {...product} held={held} />
          </div>
        </div>
        <div className="min-h-31.5">{children}</div>
        <DeliveryAndReturns />
      </div>
    </div>
  )
}

const DeliveryAndReturns = () => (
  <p className="text-soft text-sm">
    <Link href={deliveryAddress} prefetch={false} className="underline underline-offset-4 hover:text-ink">
      Standard delivery is free
    </Link>
    {' · '}
    <Link href={returnsAddress} prefetch={false} className="underline underline-offset-4 hover:text-ink">
      How returns work
    </Link>
  </p>
)
