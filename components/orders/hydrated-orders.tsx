import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { OrderJson } from '@/lib/order/order'
import { OrdersClient } from './orders-client'
import { ordersQuery } from './orders-query'

/** Hands the orders that the server has read to React Query in the browser. */
export function HydratedOrders({ orders, children }: { orders: OrderJson[]; children: ReactNode }) {
  const client = new QueryClient()
  client.setQueryData(ordersQuery.queryKey, orders)
  return (
    <OrdersClient>
      <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
    </OrdersClient>
  )
}
