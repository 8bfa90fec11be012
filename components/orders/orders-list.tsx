'use client'

import { notifyManager, QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { OrderJson } from '@/lib/order/order'
import { EmptyState } from '../ui/empty-state'
import type { BuyAgainAction } from './buy-again'
import { OrderDays, type Pictures } from './order-card'
import { changesBetween, ordersQuery } from './orders-query'
import { RefreshBar, useRefreshes } from './refresh-bar'

/** React Query tells its observers in a timer otherwise, which a page in the background waits for. */
notifyManager.setScheduler(queueMicrotask)

type Props = {
  /** As the server has just read them. */
  orders: OrderJson[]
  /** Whether checkout has just sent the shopper here. */
  justPlaced: boolean
  pictures: Pictures
  buyAgain: BuyAgainAction
}

/** The newest orders. After a checkout, or while one of them is open, they refresh by themselves for a while. */
export function NewestOrders({ orders: initialData, justPlaced, pictures, buyAgain }: Props) {
  const [client] = useState(() => new QueryClient())
  const { data: orders, isFetching, isError, refetch } = useQuery({ ...ordersQuery, initialData }, client)
  useEffect(() => {
    client.setQueryData(ordersQuery.queryKey, initialData)
  }, [client, initialData])
  const open = orders.some(({ settled }) => !settled)
  const { left, begin } = useRefreshes(justPlaced || open, refetch)

  if (orders.length === 0)
    return (
      <EmptyState category="Play" image="/products/sky-kite.webp" heading="No orders yet">
        Once you place an order, this is where you see how it is doing.
      </EmptyState>
    )
  return (
    <div className="grid gap-8">
      <RefreshBar
        {...{ left, open }}
        refreshing={isFetching}
        failed={isError}
        refresh={refetch}
        goOn={begin}
      />
      <OrdersAnnouncer orders={orders} justPlaced={justPlaced} stopped={left === 0 && open} />
      <OrderDays orders={orders} pictures={pictures} buyAgain={buyAgain} />
    </div>
  )
}

type Announced = Pick<Props, 'orders' | 'justPlaced'> & { stopped: boolean }

/** Says how the order just placed is doing, what each refresh changed, and that refreshing stopped before an order was done. */
function OrdersAnnouncer({ orders, justPlaced, stopped }: Announced) {
  const [seen, setSeen] = useState({ orders, stopped })
  const [text, announce] = useState('')
  const changes = changesBetween(seen.orders, orders)
  const stop = stopped && !seen.stopped ? 'No longer updating by itself. An order is still in progress.' : ''
  if (changes !== '' || seen.stopped !== stopped) {
    setSeen({ orders, stopped })
    if (changes !== '' || stop !== '') announce(`${changes} ${stop}`.trim())
  }
  const arrive = useEffectEvent(() => {
    if (justPlaced) announce(changesBetween([], orders.slice(0, 1)))
  })
  useEffect(() => arrive(), [])

  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  )
}
