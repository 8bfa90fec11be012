import type { Metadata } from 'next'
import { Suspense } from 'react'
import * as z from 'zod'
import { readFormats, readOrder, readOrders, readProducts } from '@/app/_server/queries'
import { HydratedOrders } from '@/components/orders/hydrated-orders'
import { linesShown } from '@/components/orders/order-card'
import { OrdersSkeleton } from '@/components/orders/order-card-skeleton'
import { OrderDays } from '@/components/orders/order-days'
import { picturesOf } from '@/components/orders/order-lines'
import { OrderPages } from '@/components/orders/order-pages'
import { OrdersList } from '@/components/orders/orders-list'
import { pageSize } from '@/components/orders/orders-query'
import { mergeOrders } from '@/components/orders/orders-shown'
import { Formats } from '@/components/ui/formats'
import { orderJson } from '@/lib/order/order'
import { buyOrderAgain } from './actions'

export const metadata: Metadata = { title: 'My orders' }

/** `placed` is the order that checkout sends its shopper here with; `before` begins a page of older ones. */
const Landing = z.object({
  placed: z.string().optional().catch(undefined),
  before: z.iso.datetime().optional().catch(undefined),
})

export default function OrdersPage({ searchParams }: PageProps<'/orders'>) {
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="py-8 text-title md:py-12">My orders</h1>
      <Suspense fallback={<OrdersSkeleton />}>
        <MyOrders searchParams={searchParams} />
      </Suspense>
    </div>
  )
}

async function MyOrders({ searchParams }: Pick<PageProps<'/orders'>, 'searchParams'>) {
  const { placed: placedId, before } = Landing.parse(await searchParams)
  const [found, placed, formats] = await Promise.all([
    readOrders({ limit: pageSize + 1, before }),
    placedId === undefined ? undefined : readOrder(placedId),
    readFormats(),
  ])
  // The list may not have the order yet that the shopper was sent here with.
  const orders = mergeOrders(found.slice(0, pageSize).map(orderJson), placed ? [orderJson(placed)] : [])
  const pictured = orders.flatMap(({ items }) => items.slice(0, linesShown).map(({ productId }) => productId))
  const pictures = picturesOf(await readProducts(pictured))
  const shared = { pictures, buyAgain: buyOrderAgain }
  return (
    <Formats {...formats}>
      {before ? (
        <OrderDays orders={orders} {...shared} />
      ) : (
        <HydratedOrders orders={orders}>
          <OrdersList key={placed?.orderId ?? 'all'} justPlaced={placed !== undefined} {...shared} />
        </HydratedOrders>
      )}
      <OrderPages
        older={found.length > pageSize ? found.at(pageSize - 1)?.orderDate : undefined}
        newest={before !== undefined}
      />
    </Formats>
  )
}
