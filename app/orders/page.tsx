import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import * as z from 'zod'
import { readFormats, readOrder, readOrders, readPictures } from '@/app/_server/queries'
import { buyOrderAgain } from '@/app/cart/actions'
import { OrderDays } from '@/components/orders/order-card'
import { linesShown } from '@/components/orders/order-words'
import { NewestOrders } from '@/components/orders/orders-list'
import { mergeOrders, pageSize } from '@/components/orders/orders-query'
import { Formats } from '@/components/ui/formats'
import { OrdersSkeleton } from '@/components/ui/skeletons'
import { ordersAddress } from '@/lib/address'
import { orderJson } from '@/lib/order/order'

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
  const pictures = await readPictures(orders.flatMap(({ items }) => items.slice(0, linesShown)))
  const shared = { orders, pictures, buyAgain: buyOrderAgain }
  const older = found.length > pageSize ? found.at(pageSize - 1)?.orderDate : undefined
  return (
    <Formats {...formats}>
      {before ? (
        <OrderDays {...shared} />
      ) : (
        <NewestOrders key={placed?.orderId ?? 'all'} justPlaced={placed !== undefined} {...shared} />
      )}
      <nav aria-label="Pages of orders" className="flex flex-wrap justify-between gap-3 pt-8 empty:hidden">
        {before && (
          <Link href={ordersAddress()} className="button button-quiet">
            <span aria-hidden className="sign sign-back" /> Newest orders
          </Link>
        )}
        {older && (
          <Link href={ordersAddress({ before: older })} className="button button-quiet ml-auto">
            Older orders <span aria-hidden className="sign sign-on" />
          </Link>
        )}
      </nav>
    </Formats>
  )
}
