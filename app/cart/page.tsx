import type { Metadata } from 'next'
import { Suspense } from 'react'
import { readCart } from '@/app/_server/queries'
import { Cart } from '@/components/cart/cart'
import { CartSkeleton } from '@/components/cart/cart-skeleton'
import { EmptyCart } from '@/components/cart/empty-cart'
import { cookiesRefusedNotice, NoticeLine } from '@/components/ui/notice'
import { acceptChanges, changeQuantity, forget, placeOrder, putBack } from './actions'

export const metadata: Metadata = { title: 'Your cart' }

type Props = { searchParams: Promise<{ cookies?: string | string[] }> }

export default function CartPage({ searchParams }: Props) {
  return (
    <>
      <h1 className="py-8 text-title md:py-12">Your cart</h1>
      <Suspense fallback={<CartSkeleton />}>
        <CurrentCart searchParams={searchParams} />
      </Suspense>
    </>
  )
}

const actions = { change: changeQuantity, putBack, forget, accept: acceptChanges, place: placeOrder }

async function CurrentCart({ searchParams }: Props) {
  const [cart, { cookies }] = await Promise.all([readCart(), searchParams])
  if (cart) return <Cart cart={cart} actions={actions} />
  return (
    <>
      {cookies === 'refused' && <NoticeLine notice={cookiesRefusedNotice} />}
      <EmptyCart />
    </>
  )
}
