import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod'
import { type OrderView as Order, OrderView } from '@/lib/order/order'

const Answer = z.object({ orders: z.array(OrderView) })

/** The newest orders, or those older than `before`. */
export async function fetchOrders(before?: string, signal?: AbortSignal): Promise<Order[]> {
  const search = before ? `?${new URLSearchParams({ before })}` : ''
  const response = await fetch(`/api/orders${search}`, { signal: signal ?? null })
  if (!response.ok) throw new Error(`/api/orders answered ${response.status}`)
  return Answer.parse(await response.json()).orders
}

/** Nothing but a refresh fetches: what the server rendered stays until the schedule or the shopper asks. */
export const ordersQuery = queryOptions({
  queryKey: ['orders'],
  queryFn: ({ signal }) => fetchOrders(undefined, signal),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  refetchOnMount: false,
  refetchOnReconnect: false,
  refetchOnWindowFocus: false,
  networkMode: 'always',
})
