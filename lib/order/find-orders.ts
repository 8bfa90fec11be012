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

/** One of the shopper's own orders; as PLACED when it is checked out and the ordering service has yet to create it. */
export async function findOrder(userName: string, orderId: string): Promise<OrderView | undefined> {
  const order = await findPlaced(userName, orderId)
  if (order) return viewOf(order)

  const checkout = await findCheckout(orderId)
  if (checkout?.userName !== userName) return undefined
  const { orderDate, items, totalPrice } = checkout
  const history = [{ what: 'CheckoutBasket' as const, at: orderDate }]
  return viewOf({ userName, orderId, orderDate, items, totalPrice, history, orderDay: orderDayOf(orderDate) })
}

const clockSkewMs = 60_000

/**
 * An id is minted when a basket is begun, and a shopper has one basket: the order is the first that was placed after
 * that moment, as far as clocks agree. An id that was minted elsewhere is looked for on the first page only.
 */
async function findPlaced(userName: string, orderId: string) {
  const minted = mintedAt(orderId)
  if (minted === undefined)
    return (await listOrderRows(userName, { limit: defaultPage })).find((order) => order.orderId === orderId)
  const around = (ms: number) => new Date(Math.max(0, minted + ms)).toISOString()
  return findOrderById(userName, orderId, { since: around(-clockSkewMs), until: around(clockSkewMs) })
}
