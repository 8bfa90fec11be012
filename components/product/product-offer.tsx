'use client'

import type { Product } from '@/lib/product/product'
import { QuantityField } from '../cart/quantity-field'
import { SoldOut } from '../catalogue/sold-out'
import { StockNote } from '../catalogue/stock-note'
import { type AddAction, AddToCart } from './add-to-cart'
import { OfferFrame } from './product-frame'

type Props = {
  product: Omit<Product, 'price'>
  /** As the visitor reads it. */
  price: string
  maxQuantity: number
  action: AddAction
}

/** What a product costs, how much there is of it, and the way to buy it. */
export function ProductOffer({ product, price, maxQuantity, action }: Props) {
  const { id, name, availableStock, reorderLevel } = product
  const soldOut = availableStock === 0
  return (
    <OfferFrame
      soldOut={soldOut}
      price={price}
      stock={<StockNote availableStock={availableStock} reorderLevel={reorderLevel} />}
    >
      {soldOut ? (
        <SoldOut />
      ) : (
        <AddToCart productId={id} name={name} action={action}>
          <QuantityField max={maxQuantity} />
        </AddToCart>
      )}
    </OfferFrame>
  )
}
