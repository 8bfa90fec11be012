import { mintedAt } from '../checkout/checkout-id'
import { findCheckout } from '../checkout/store'
import { type OrderView, orderDayOf, viewOf } from './order'
import { findOrderById, listOrderRows } from './store'

export const defaultPage = 20
export const largestPage = 100

export type OrdersPage = {
  /** From 1 to `largestPage`. */
  limit?: number | undefined
  /** The orderDate of the last order of the page before: only older ones are listed. */
  before?: string | undefined
  /** An orderDate: only orders placed then or later are listed. Without effect beside `before`. */
  since?: string | undefined
}

/** A page of the shopper's orders, newest first. */
export async function listOrders(
  userName: string,
  { limit = defaultPage, ...within }: OrdersPage = {},
): Promise<OrderView[]> {
  return (await listOrderRows(userName, { limit, ...within })).map(viewOf)
}

const clockSkewMs = 60_000

/** One of the shopper's own orders; as PLACED when it is checked out and the ordering service has yet to create it. */
export async function findOrder(userName: string, orderId: string): Promise<OrderView | undefined> {
  const minted = mintedAt(orderId)
  const since = new Date(Math.max(0, (minted ?? 0) - clockSkewMs)).toISOString()
  const order = await findOrderById(userName, orderId, since)
  if (order) return viewOf(order)

  const checkout = await findCheckout(orderId)
  if (checkout?.userName !== userName) return undefined
  const { orderDate, items, totalPrice } = checkout
  const history = [{ what: 'CheckoutBasket' as const, at: orderDate }]
  return viewOf({ userName, orderId, orderDate, items, totalPrice, history, orderDay: orderDayOf(orderDate) })
}
