import { mintedAt } from '../checkout/checkout-id'
import { findCheckout } from '../checkout/store'
import { type OrderView, orderDayOf, viewOf } from './order'
import { findOrderById, listOrderRows } from './store'

export const defaultPage = 20
export const largestPage = 100

type Page = { limit?: number | undefined; before?: string | undefined }

/** A page of the shopper's orders, newest first; `before` is the orderDate of the last one of the page before. */
export async function listOrders(
  userName: string,
  { limit = defaultPage, before }: Page = {},
): Promise<OrderView[]> {
  return (await listOrderRows(userName, { limit, before })).map(viewOf)
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
