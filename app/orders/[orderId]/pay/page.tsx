import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { readFormats, readOffer } from '@/app/_server/queries'
import { retryPayment } from '@/app/orders/actions'
import { Offer } from '@/components/orders/offer'
import { shortIdOf, statusWords } from '@/components/orders/order-words'
import { EmptyState, OrderNotFound } from '@/components/ui/empty-state'
import { Formats } from '@/components/ui/formats'
import { OrderSkeleton } from '@/components/ui/skeletons'
import { orderAddress } from '@/lib/address'
import { isDeclined } from '@/lib/checkout/offer'
import { paymentMethodLabels, paymentMethods } from '@/lib/checkout/purchase'

export const metadata: Metadata = { title: 'Try another payment method', robots: { index: false } }

type Props = PageProps<'/orders/[orderId]/pay'>

export default function RetryPage({ params }: Props) {
  return (
    <div className="mx-auto max-w-4xl pt-8 md:pt-12">
      <Suspense fallback={<OrderSkeleton />}>
        <Retry params={params} />
      </Suspense>
    </div>
  )
}

const payments = paymentMethods.map((value) => ({ value, label: paymentMethodLabels[value] }))

async function Retry({ params }: Pick<Props, 'params'>) {
  const [offer, formats] = await Promise.all([readOffer((await params).orderId), readFormats()])
  if (!offer) return <OrderNotFound />
  const { order, lines, totalPrice, checkoutId } = offer
  const { orderId, status } = order
  const name = `Order ${shortIdOf(orderId)}`
  const toOrder = (
    <Link href={orderAddress(orderId)} className="button button-quiet">
      To the order
    </Link>
  )
  if (!isDeclined(order))
    return (
      <EmptyState
        page
        fallen={false}
        category="Desk"
        image="/products/fountain-pen.webp"
        heading="Nothing to pay here"
        actions={toOrder}
      >
        {name} has no declined payment. {statusWords[status].note}
      </EmptyState>
    )
  return (
    <Formats {...formats}>
      <Offer
        name={name}
        order={{ orderId, totalPrice: order.totalPrice }}
        lines={lines}
        totalPrice={totalPrice}
        checkoutId={checkoutId}
        payments={payments}
        action={retryPayment}
      />
    </Formats>
  )
}
