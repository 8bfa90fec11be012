'use client'

import { notifyManager, QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { OrderJson } from '@/lib/order/order'
import { EmptyState } from '../ui/empty-state'
import type { Shared } from './order-card'
import { OrderDays } from './order-days'
import { changesBetween, ordersQuery } from './orders-query'
import { RefreshLine } from './refresh-line'
import { Thanks } from './thanks'

/** React Query tells its observers in a timer otherwise, which a page in the background waits for. */
notifyManager.setScheduler(queueMicrotask)

type Props = Shared & {
  orders: OrderJson[]
  /** The order that its shopper comes from placing. */
  placedId?: string | undefined
}

/** The newest orders. After a checkout, or while one of them is open, they refresh by themselves for a while. */
export function NewestOrders({ orders: initialData, placedId, ...shared }: Props) {
  const [client] = useState(() => new QueryClient())
  const { data: orders, isFetching, isError, refetch } = useQuery({ ...ordersQuery, initialData }, client)
  useEffect(() => {
    client.setQueryData(ordersQuery.queryKey, initialData)
  }, [client, initialData])
  const open = orders.some(({ settled }) => !settled)
  const placed = orders.find(({ orderId }) => orderId === placedId)

  if (orders.length === 0)
    return (
      <EmptyState category="Play" image="/products/sky-kite.webp" heading="No orders yet">
        Once you place an order, this is where you see how it is doing.
      </EmptyState>
    )
  const reading = { refreshing: isFetching, failed: isError, refresh: refetch }
  return (
    <div className="grid grid-cols-1 gap-8">
      <RefreshLine {...reading} open={open} active={placed !== undefined || open} />
      <OrdersAnnouncer orders={orders} placed={placed} />
      {placed && <Thanks order={placed} {...shared} />}
      <OrderDays orders={orders.filter((order) => order !== placed)} {...shared} />
    </div>
  )
}

/** Says how the order just placed is doing, which may be done by now, then what each refresh changed. */
function OrdersAnnouncer({ orders, placed }: { orders: OrderJson[]; placed: OrderJson | undefined }) {
  const [seen, setSeen] = useState(orders)
  const [text, announce] = useState('')
  const changes = changesBetween(seen, orders)
  if (changes !== '') {
    setSeen(orders)
    announce(changes)
  }
  const arrive = useEffectEvent(() => {
    if (placed) announce(changesBetween([], [placed]))
  })
  useEffect(() => arrive(), [])

  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  )
}
