import type { Metadata } from 'next'
import { Suspense } from 'react'
import * as z from 'zod'
import { readFormats, readOrder, readOrders, readPictures, readWatched } from '@/app/_server/queries'
import { buyOrderAgain, changeWatch } from '@/app/cart/actions'
import { OrderDays } from '@/components/orders/order-days'
import { linesShown } from '@/components/orders/order-words'
import { NewestOrders } from '@/components/orders/orders-list'
import { NoSuchPage, OrderPages } from '@/components/orders/orders-pages'
import { mergeOrders, pageSize } from '@/components/orders/orders-query'
import { WatchedProducts } from '@/components/orders/watched-products'
import { Formats } from '@/components/ui/formats'
import { OrdersSkeleton } from '@/components/ui/skeletons'
import { orderJson } from '@/lib/order/order'

export const metadata: Metadata = { title: 'My orders' }

const OrderDate = z.iso.datetime().max(40).optional().catch(undefined)

/** `placed` is the order that checkout sends its shopper here with; other pages are what is next to an order's date. */
const Landing = z
  .object({ placed: z.string().optional().catch(undefined), before: OrderDate, after: OrderDate })
  .transform(({ after, ...landing }) => ({ ...landing, after: landing.before ? undefined : after }))

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
  const { placed: placedId, before, after } = Landing.parse(await searchParams)
  const [found, placed, formats, watched] = await Promise.all([
    readOrders({ limit: pageSize + 1, before, after }),
    placedId === undefined ? undefined : readOrder(placedId),
    readFormats(),
    readWatched(),
  ])
  const page = (after ? found.slice(-pageSize) : found.slice(0, pageSize)).map(orderJson)
  if (page.length === 0 && (before || after)) return <NoSuchPage older={before !== undefined} />

  const hasMore = found.length > pageSize
  const isNewest = after ? !hasMore : !before
  // The list may not have the order yet that the shopper was sent here with.
  const orders = isNewest ? mergeOrders(page, placed ? [orderJson(placed)] : []) : page
  const pictures = await readPictures(orders.flatMap(({ items }) => items.slice(0, linesShown)))
  const shared = { orders, pictures, buyAgain: buyOrderAgain }
  const waiting = isNewest && <WatchedProducts watched={watched} action={changeWatch} />
  return (
    <Formats {...formats}>
      {!placed && waiting}
      {isNewest ? (
        <NewestOrders key={placed?.orderId ?? after ?? 'all'} placedId={placed?.orderId} {...shared} />
      ) : (
        <OrderDays {...shared} />
      )}
      {placed && waiting}
      <OrderPages
        newer={isNewest ? undefined : page[0]?.orderDate}
        older={after || hasMore ? page.at(-1)?.orderDate : undefined}
      />
    </Formats>
  )
}
