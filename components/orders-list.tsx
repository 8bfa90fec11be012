'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OrderView } from '@/lib/order/order'
import { EmptyState } from './empty-state'
import { OlderOrders } from './older-orders'
import { OrderCard } from './order-card'
import type { Pictures } from './order-lines'
import { OrdersAnnouncer } from './orders-announcer'
import { ordersQuery } from './orders-query'
import { mergeOrders } from './orders-shown'
import { RefreshBar } from './refresh-bar'
import { useRefreshes } from './use-refreshes'

type Props = {
  /** The order that the shopper was sent here with; the list may not have it yet. */
  placed: OrderView | undefined
  pageSize: number
  pictures: Pictures
}

export function OrdersList({ placed, pageSize, pictures }: Props) {
  const { data: newest = [], isFetching, isError, refetch } = useQuery(ordersQuery)
  const [older, setOlder] = useState<OrderView[]>([])
  const left = useRefreshes(placed !== undefined, refetch)
  const orders = mergeOrders(newest, older, placed ? [placed] : [])
  const open = orders.some(({ settled }) => !settled)

  return (
    <div className="grid gap-6">
      <RefreshBar left={left} refreshing={isFetching} failed={isError} open={open} refresh={refetch} />
      <OrdersAnnouncer orders={orders} />
      {orders.length === 0 && (
        <EmptyState category="Play" image="/products/sky-kite.webp" heading="No orders yet">
          Once you place an order, this is where you see how it is doing.
        </EmptyState>
      )}
      {orders.map((order) => (
        <OrderCard key={order.orderId} order={order} pictures={pictures} />
      ))}
      {orders.length >= pageSize && <OlderOrders known={orders} pageSize={pageSize} onLoaded={setOlder} />}
    </div>
  )
}
