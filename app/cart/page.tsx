import type { Metadata } from 'next'
import { Suspense } from 'react'
import * as z from 'zod'
import { readCart } from '@/app/_server/queries'
import { Cart } from '@/components/cart'
import { cartLines, currentPrices } from '@/components/cart-line'
import { CartSkeleton } from '@/components/cart-skeleton'
import { EmptyState } from '@/components/empty-state'
import { PaymentChoice } from '@/components/payment-choice'
import { totalOf } from '@/lib/basket/basket'
import { Money } from '@/lib/money'
import { formatMoney } from '@/lib/money-format'
import { changeQuantity, placeOrder } from './actions'

export const metadata: Metadata = { title: 'Your cart' }

export default function CartPage() {
  return (
    <>
      <h1 className="py-8 font-semibold text-5xl tracking-[-0.025em] md:py-12">Your cart</h1>
      <Suspense fallback={<CartSkeleton />}>
        <CurrentCart />
      </Suspense>
    </>
  )
}

async function CurrentCart() {
  const cart = await readCart()
  if (!cart) {
    return (
      <EmptyState category="Home" image="/products/laundry-basket.webp" heading="Your cart is empty">
        Nothing has caught your eye yet. Give it a minute.
      </EmptyState>
    )
  }
  const { basket, products } = cart
  const total = totalOf(currentPrices(basket, products))
  return (
    <Cart
      lines={cartLines(basket, products)}
      total={formatMoney(total)}
      checkoutId={basket.checkoutId}
      expectedTotal={z.encode(Money, total)}
      changeAction={changeQuantity}
      placeAction={placeOrder}
    >
      <PaymentChoice />
    </Cart>
  )
}
