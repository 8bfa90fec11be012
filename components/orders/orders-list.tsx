'use client'

import { notifyManager, QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { OrderJson } from '@/lib/order/order'
import { EmptyState } from '../ui/empty-state'
import type { BuyAgainAction } from './buy-again'
import { OrderDays, type Pictures } from './order-card'
import { changesBetween, ordersQuery } from './orders-query'
import { RefreshBar } from './refresh-bar'

/** React Query tells its observers in a timer otherwise, which a page in the background waits for. */
notifyManager.setScheduler(queueMicrotask)

type Props = { orders: OrderJson[]; justPlaced: boolean; pictures: Pictures; buyAgain: BuyAgainAction }

/** The newest orders. After a checkout, or while one of them is open, they refresh by themselves for a while. */
export function NewestOrders({ orders: initialData, justPlaced, pictures, buyAgain }: Props) {
  const [client] = useState(() => new QueryClient())
  const { data: orders, isFetching, isError, refetch } = useQuery({ ...ordersQuery, initialData }, client)
  useEffect(() => {
    client.setQueryData(ordersQuery.queryKey, initialData)
  }, [client, initialData])
  const open = orders.some(({ settled }) => !settled)

  if (orders.length === 0)
    return (
      <EmptyState category="Play" image="/products/sky-kite.webp" heading="No orders yet">
        Once you place an order, this is where you see how it is doing.
      </EmptyState>
    )
  const reading = { refreshing: isFetching, failed: isError, refresh: refetch }
  return (
    <div className="grid gap-8">
      <RefreshBar {...reading} open={open} active={justPlaced || open} />
      <OrdersAnnouncer orders={orders} justPlaced={justPlaced} />
      <OrderDays orders={orders} pictures={pictures} buyAgain={buyAgain} />
    </div>
  )
}

/** Says how the order just placed is doing, which may be done by now, then what each refresh changed. */
function OrdersAnnouncer({ orders, justPlaced }: Pick<Props, 'orders' | 'justPlaced'>) {
  const [seen, setSeen] = useState(orders)
  const [text, announce] = useState('')
  const changes = changesBetween(seen, orders)
  if (changes !== '') {
    setSeen(orders)
    announce(changes)
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
