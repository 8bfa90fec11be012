import type { OrderView } from '@/lib/order/order'
import { shortIdOf, statusLabels } from './order-words'

/** All known orders once each, newest first; where an order is known twice the earlier list wins. */
export function mergeOrders(...lists: OrderView[][]): OrderView[] {
  const byId = new Map(lists.toReversed().flatMap((orders) => orders.map((order) => [order.orderId, order])))
  return [...byId.values()].toSorted((a, b) => b.orderDate.localeCompare(a.orderDate))
}

/** What a refresh changed, in words for a screen reader. */
export function changesBetween(before: OrderView[], after: OrderView[]): string {
  const earlier = new Map(before.map(({ orderId, status }) => [orderId, status]))
  return after
    .filter(({ orderId, status }) => earlier.get(orderId) !== status)
    .map(({ orderId, status }) => `Order ${shortIdOf(orderId)} is now ${statusLabels[status].toLowerCase()}.`)
    .join(' ')
}
