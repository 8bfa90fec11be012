import type { Metadata } from 'next'
import { Suspense } from 'react'
import { readCart } from '@/app/_server/queries'
import { Cart } from '@/components/cart'
import { CartSkeleton } from '@/components/cart-skeleton'
import { EmptyCart } from '@/components/empty-cart'
import { Found } from '@/components/found'
import { acceptChanges, changeQuantity, forget, placeOrder, putBack } from './actions'

export const metadata: Metadata = { title: 'Your cart' }

export default function CartPage() {
  return (
    <>
      <h1 className="py-8 text-title md:py-12">Your cart</h1>
      <Suspense fallback={<CartSkeleton />}>
        <CurrentCart />
      </Suspense>
    </>
  )
}

const actions = { change: changeQuantity, putBack, forget, accept: acceptChanges, place: placeOrder }

async function CurrentCart() {
  const cart = await readCart()
  return <Found>{cart ? <Cart cart={cart} actions={actions} /> : <EmptyCart />}</Found>
}
