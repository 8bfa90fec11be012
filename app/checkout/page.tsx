import type { Metadata } from 'next'
import { Suspense } from 'react'
import { isDemonstration, readCheckout, readFormats } from '@/app/_server/queries'
import { EmptyCart } from '@/components/cart/cart'
import { CheckoutForm } from '@/components/checkout/checkout-form'
import { Formats } from '@/components/ui/formats'
import { CartSkeleton } from '@/components/ui/skeletons'
import { placeOrder } from './actions'

export const metadata: Metadata = { title: 'Checkout', robots: { index: false } }

export default function CheckoutPage() {
  return (
    <>
      <h1 className="py-8 text-title md:py-12">Checkout</h1>
      <Suspense fallback={<Skeleton />}>
        <CurrentCheckout />
      </Suspense>
    </>
  )
}

/** As high as the form: a page that comes back scrolled down, with a fault, moves nothing. */
const Skeleton = () => (
  <div className="min-h-[90rem]">
    <CartSkeleton />
  </div>
)

async function CurrentCheckout() {
  const [view, formats] = await Promise.all([readCheckout(), readFormats()])
  if (!view) return <EmptyCart />
  return (
    <Formats {...formats}>
      <CheckoutForm view={view} demonstration={isDemonstration} action={placeOrder} />
    </Formats>
  )
}
