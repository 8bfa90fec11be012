import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { readOrder, readProducts } from '@/app/_server/queries'
import { OrderCardSkeleton } from '@/components/order-card'
import { OrderDetail } from '@/components/order-detail'
import { picturesOf } from '@/components/order-lines'

export const metadata: Metadata = { title: 'Your order' }

type Props = PageProps<'/orders/[orderId]'>

export default function OrderPage({ params }: Props) {
  return (
    <div className="mx-auto max-w-4xl pt-8 md:pt-12">
      <Suspense fallback={<OrderCardSkeleton />}>
        <FoundOrder params={params} />
      </Suspense>
    </div>
  )
}

async function FoundOrder({ params }: Pick<Props, 'params'>) {
  const order = await readOrder((await params).orderId)
  if (!order) notFound()
  const products = await readProducts(order.items.map(({ productId }) => productId))
  return <OrderDetail order={order} pictures={picturesOf(products)} />
}
