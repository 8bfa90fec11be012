import type { Metadata } from 'next'
import { Suspense } from 'react'
import * as z from 'zod'
import { readOrder, readOrders, readProducts } from '@/app/_server/queries'
import { HydratedOrders } from '@/components/hydrated-orders'
import { OrderCardSkeleton } from '@/components/order-card'
import { picturesOf } from '@/components/order-lines'
import { OrdersList } from '@/components/orders-list'

export const metadata: Metadata = { title: 'My orders' }

const pageSize = 20
const Landing = z.object({ placed: z.string().optional().catch(undefined) })

export default function OrdersPage({ searchParams }: PageProps<'/orders'>) {
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="py-8 font-semibold text-5xl tracking-[-0.025em] md:py-12">My orders</h1>
      <Suspense fallback={<OrderCardSkeleton />}>
        <MyOrders searchParams={searchParams} />
      </Suspense>
    </div>
  )
}

async function MyOrders({ searchParams }: Pick<PageProps<'/orders'>, 'searchParams'>) {
  const { placed: placedId } = Landing.parse(await searchParams)
  const [orders, placed] = await Promise.all([
    readOrders({ limit: pageSize }),
    placedId === undefined ? undefined : readOrder(placedId),
  ])
  const shown = [...orders, ...(placed ? [placed] : [])]
  const products = await readProducts(shown.flatMap(({ items }) => items.map(({ productId }) => productId)))
  return (
    <HydratedOrders orders={orders}>
      <OrdersList
        key={placed?.orderId ?? 'all'}
        placed={placed}
        pageSize={pageSize}
        pictures={picturesOf(products)}
      />
    </HydratedOrders>
  )
}
