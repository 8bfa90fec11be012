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
import { deliveryLabel, paymentMethodLabel, paymentMethods } from '@/lib/checkout/options'

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

/** Another one than was declined is chosen, where that is known. */
const paymentsBut = (declined: string | undefined) =>
  paymentMethods.map((value) => ({
    value,
    label: paymentMethodLabel(value),
    price: 0,
    chosen: declined !== undefined && value === paymentMethods.find((method) => method !== declined),
    ...(value === declined && { note: 'Declined for this order' }),
  }))

async function Retry({ params }: Pick<Props, 'params'>) {
  const [offer, formats] = await Promise.all([readOffer((await params).orderId), readFormats()])
  if (!offer) return <OrderNotFound />
  const { order, delivery } = offer
  const { orderId, status } = order
  const name = `order ${shortIdOf(orderId)}`
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
        There is no declined payment of {name}. {statusWords[status].note}
      </EmptyState>
    )
  return (
    <Formats {...formats}>
      <Offer
        name={name}
        {...offer}
        order={{ orderId, totalPrice: order.totalPrice, contact: order.contact }}
        delivery={{ label: deliveryLabel(delivery.option), price: delivery.price / 100 }}
        payments={paymentsBut(order.paymentMethod)}
        action={retryPayment}
      />
    </Formats>
  )
}
