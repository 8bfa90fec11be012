import type { Metadata } from 'next'
import { Suspense } from 'react'
import { cookiesRefused, readCart } from '@/app/_server/queries'
import { Cart, EmptyCart } from '@/components/cart/cart'
import { NoticeLine } from '@/components/ui/notice'
import { CartSkeleton } from '@/components/ui/skeletons'
import { changeCart } from './actions'

export const metadata: Metadata = { title: 'Your cart' }

type Props = Pick<PageProps<'/cart'>, 'searchParams'>

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

async function CurrentCart({ searchParams }: Props) {
  const [cart, { cookies }] = await Promise.all([readCart(), searchParams])
  if (cart) return <Cart cart={cart} actions={{ change: changeCart }} />
  return (
    <>
      <div className="pb-4 empty:hidden">
        {cookies === 'refused' && <NoticeLine notice={cookiesRefused} />}
      </div>
      <EmptyCart />
    </>
  )
}
