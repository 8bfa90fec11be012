'use client'

import Link from 'next/link'
import { addressOf } from '@/lib/product/address'
import type { Product } from '@/lib/product/product'
import { type AddAction, AddToCart } from './add-to-cart'
import { ProductFrame, ProductHeading } from './product-frame'
import { QuantityField } from './quantity-field'
import { SoldOut } from './sold-out'
import { StockNote } from './stock-note'

type Props = {
  product: Omit<Product, 'price'>
  /** As the visitor reads it. */
  price: string
  maxQuantity: number
  action: AddAction
}

/** In the browser as well, so that a product travels once as data instead of once more as elements. */
export function ProductDetail({ product, price, maxQuantity, action }: Props) {
  const { id, name, description, category, image, availableStock, reorderLevel } = product
  const soldOut = availableStock === 0
  return (
    <ProductFrame category={category} image={image} soldOut={soldOut}>
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
      <div className="flex flex-wrap items-baseline gap-x-4">
        <p className="font-bold text-3xl tracking-tight">{price}</p>
        <StockNote availableStock={availableStock} reorderLevel={reorderLevel} />
      </div>
      {soldOut ? (
        <SoldOut />
      ) : (
        <AddToCart productId={id} name={name} action={action}>
          <QuantityField max={maxQuantity} />
        </AddToCart>
      )}
    </ProductFrame>
  )
}
