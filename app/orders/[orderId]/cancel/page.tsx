import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { readFormats, readOrder } from '@/app/_server/queries'
import { cancelOrder } from '@/app/orders/actions'
import { CancelOrder } from '@/components/orders/cancel-order'
import { shortIdOf, statusWords } from '@/components/orders/order-words'
import { EmptyState, OrderNotFound } from '@/components/ui/empty-state'
import { Formats, Price } from '@/components/ui/formats'
import { OrderSkeleton } from '@/components/ui/skeletons'
import { orderAddress } from '@/lib/address'
import { isCancellable, orderJson } from '@/lib/order/order'

export const metadata: Metadata = { title: 'Cancel an order', robots: { index: false } }

type Props = PageProps<'/orders/[orderId]/cancel'>

export default function CancelPage({ params }: Props) {
  return (
    <div className="mx-auto max-w-2xl pt-8 md:pt-12">
      <Suspense fallback={<OrderSkeleton />}>
        <Cancel params={params} />
      </Suspense>
    </div>
  )
}

async function Cancel({ params }: Pick<Props, 'params'>) {
  const [order, formats] = await Promise.all([readOrder((await params).orderId), readFormats()])
  if (!order) return <OrderNotFound />
  const { orderId, status } = order
  const name = `order ${shortIdOf(orderId)}`
  const toOrder = (words: string) => (
    <Link href={orderAddress(orderId)} className="button button-quiet">
      {words}
    </Link>
  )
  if (!isCancellable(order))
    return (
      <EmptyState
        page
        fallen={false}
        category="Desk"
        image="/products/fountain-pen.webp"
        heading="Nothing to cancel here"
        actions={toOrder('To the order')}
      >
        {status === 'CONFIRMED' ? `It is too late: ${name} is on its way.` : statusWords[status].note}
      </EmptyState>
    )
  const { items, totalPrice } = orderJson(order)
  return (
    <Formats {...formats}>
      <div className="grid gap-6">
        <h1 className="text-title">Cancel {name}?</h1>
        <section aria-label="What is cancelled" className="panel grid gap-4 p-6">
          <ul className="grid gap-1">
            {items.map(({ productId, productName, quantity }) => (
              <li key={productId} className="wrap-anywhere">
                {quantity} × {productName}
              </li>
            ))}
          </ul>
          <p className="border-line border-t pt-4">
            Nothing of it will be delivered, and you pay nothing: what was charged of{' '}
            <strong>
              <Price amount={totalPrice} />
            </strong>{' '}
            goes back to you.
          </p>
        </section>
        <CancelOrder orderId={orderId} action={cancelOrder}>
          {toOrder('Keep the order')}
        </CancelOrder>
      </div>
    </Formats>
  )
}
