import { queryOptions } from '@tanstack/react-query'
import { addressTo } from '@/lib/address'
import type { OrderJson } from '@/lib/order/order'
import { versionOf } from '@/lib/order/orders-version'
import { shortIdOf, statusWords } from './order-words'

/** As many as a page of My Orders shows. Read together they stay within one read unit of 8 KB. */
export const pageSize = 10

/** What the server sent stays until a refresh fetches. */
export const ordersQuery = queryOptions({
  queryKey: ['orders'],
  queryFn: ({ client, signal }) => refreshed(client.getQueryData<OrderJson[]>(['orders']) ?? [], signal),
  staleTime: 'static',
  retry: false,
  networkMode: 'always',
})

/** `known` with what has changed since the oldest open order was placed: settled orders change no more. */
async function refreshed(known: OrderJson[], signal: AbortSignal): Promise<OrderJson[]> {
  const since = (known.findLast(({ settled }) => !settled) ?? known[0])?.orderDate
  const asked = known.slice(0, pageSize).filter(({ orderDate }) => since !== undefined && orderDate >= since)
  const address = addressTo(['api', 'orders'], { limit: pageSize, since })
  const headers = { 'if-none-match': `"${versionOf(asked)}"` }
  const response = await fetch(address, { headers, signal })
  if (response.status === 304) return known
  if (!response.ok) throw new Error(`The orders were answered with ${response.status}`)
  const { orders }: { orders: OrderJson[] } = await response.json()
  return mergeOrders(orders, known)
}

/** All known orders once each, newest first; where an order is known twice the earlier list wins. */
export function mergeOrders(...lists: OrderJson[][]): OrderJson[] {
  const byId = new Map(lists.toReversed().flatMap((orders) => orders.map((order) => [order.orderId, order])))
  return [...byId.values()].toSorted((a, b) => b.orderDate.localeCompare(a.orderDate))
}

type Known = Pick<OrderJson, 'orderId' | 'status'>

export function changesBetween(before: Known[], after: Known[]): string {
  const earlier = new Map(before.map(({ orderId, status }) => [orderId, status]))
  return after
    .filter(({ orderId, status }) => earlier.get(orderId) !== status)
    .map(
      ({ orderId, status }) =>
        `Order ${shortIdOf(orderId)} is now ${statusWords[status].label.toLowerCase()}.`,
    )
    .join(' ')
}

/** Orders, newest first, by the day on which they were placed in `timeZone`; `day` is YYYY-MM-DD. */
export function byDay(orders: OrderJson[], timeZone: string): { day: string; orders: OrderJson[] }[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const days = new Map<string, OrderJson[]>()
  for (const order of orders) {
    const day = format.format(new Date(order.orderDate))
    days.set(day, [...(days.get(day) ?? []), order])
  }
  return [...days].map(([day, ofDay]) => ({ day, orders: ofDay }))
}
