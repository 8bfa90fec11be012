import type { OrderJson } from '@/lib/order/order'
import { shortIdOf, statusLabels } from './order-words'

/** All known orders once each, newest first; where an order is known twice the earlier list wins. */
export function mergeOrders(...lists: OrderJson[][]): OrderJson[] {
  const byId = new Map(lists.toReversed().flatMap((orders) => orders.map((order) => [order.orderId, order])))
  return [...byId.values()].toSorted((a, b) => b.orderDate.localeCompare(a.orderDate))
}

type Known = Pick<OrderJson, 'orderId' | 'status' | 'settled'>

/** What a refresh changed, in words for a screen reader. */
export function changesBetween(before: Known[], after: Known[]): string {
  const earlier = new Map(before.map(({ orderId, status }) => [orderId, status]))
  return after
    .filter(({ orderId, status }) => earlier.get(orderId) !== status)
    .map(({ orderId, status }) => `Order ${shortIdOf(orderId)} is now ${statusLabels[status].toLowerCase()}.`)
    .join(' ')
}

export type Day = { day: string; orders: OrderJson[] }

/** Orders, newest first, by the day on which they were placed in `timeZone`; `day` is YYYY-MM-DD. */
export function byDay(orders: OrderJson[], timeZone: string): Day[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const days = new Map<string, OrderJson[]>()
  for (const order of orders) {
    const day = format.format(new Date(order.orderDate))
    days.set(day, [...(days.get(day) ?? []), order])
  }
  return [...days].map(([day, ofDay]) => ({ day, orders: ofDay }))
}
