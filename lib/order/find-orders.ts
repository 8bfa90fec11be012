import type { Dates } from '../aws/dynamo'
import { mintedAt } from '../checkout/checkout-id'
import { findCheckout, listOpenCheckouts, type OpenCheckout } from '../checkout/store'
import type { CancelledBy } from '../events'
import { ageOf, defaultPage, handedOverAfterMs, isPlaced, type Order, type OrderView, viewOf } from './order'
import { findOrderById, findOrderRow, listOrderRows } from './store'

/** `limit` is from 1 to `largestPage`. */
export type OrdersPage = Dates & { limit?: number | undefined }

/** By one name, or by several where orders of guests are linked to an account. */
export type Shopper = string | readonly string[]
const namesOf = (shopper: Shopper) => [...new Set([shopper].flat())]

/** The shopper's orders, newest first; an open checkout is PLACED until the ordering service has its order. */
export async function listOrders(
  shopper: Shopper,
  { limit = defaultPage, ...dates }: OrdersPage = {},
): Promise<OrderView[]> {
  const page = { limit, ...dates }
  const found = await Promise.all(namesOf(shopper).map((userName) => listUnderName(userName, page)))
  return pageOf(found.flat(), page).map(viewOf)
}

/** The page of orders that were found under several names: what is beyond the limit of one is beyond it in all. */
export function pageOf<One extends { orderDate: string }>(
  found: One[],
  { limit = defaultPage, ...dates }: OrdersPage,
): One[] {
  const orders = found.toSorted((a, b) => (a.orderDate < b.orderDate ? 1 : -1))
  return isAfter(dates) ? orders.slice(-limit) : orders.slice(0, limit)
}

async function listUnderName(
  userName: string,
  { limit, ...dates }: Dates & { limit: number },
): Promise<Order[]> {
  // One after the other: a checkout is closed after its order was placed, so that it is in one of the two at least.
  const open = await listOpenCheckouts(userName, { limit, ...dates })
  const placed = await listOrderRows(userName, { limit, ...dates })
  const known = new Set(placed.map(({ orderId }) => orderId))
  const waiting = open
    .filter(({ checkoutId }) => !known.has(checkoutId))
    .map((checkout) => placedOrder(userName, checkout))
  const cancelledAt = new Map(open.map(({ checkoutId, ...checkout }) => [checkoutId, checkout.cancelledAt]))
  const told = placed.map((order) => cancelled(order, cancelledAt.get(order.orderId)))
  return [...told, ...waiting]
}

/** Whether a page ends beside its date, not begins there. */
const isAfter = ({ before, after }: Dates) => after !== undefined && before === undefined

/** One of the shopper's own orders; as PLACED when it is checked out and the ordering service has yet to create it. */
export async function findOrder(shopper: Shopper, orderId: string): Promise<OrderView | undefined> {
  const names = namesOf(shopper)
  if (names.length === 0) return undefined
  const placed = await findPlaced(names, orderId, nearby)
  const order = placed ? await withCancellation(placed) : await findUnplaced(names, orderId)
  return order && viewOf(order)
}

/** A cancellation is on its checkout first. An order that can no longer be cancelled is not asked for it. */
async function withCancellation(order: Order): Promise<Order> {
  const isOld = ageOf(order) > cancellationSoughtMs
  if (order.cancellation || (isOld && viewOf(order).settled)) return order
  const checkout = await findCheckout(order.orderId)
  return cancelled(order, checkout?.cancelledAt, checkout?.cancelledBy)
}

/** As it stands once ordering has learned that it was cancelled. */
function cancelled(order: Order, at: string | undefined, by?: CancelledBy): Order {
  if (!at || order.cancellation) return order
  const history = [...order.history, { what: 'OrderCancelled', at }]
  return { ...order, cancellation: { status: 'CANCELLED', at, ...(by && { by }) }, history }
}

async function findUnplaced(names: string[], orderId: string): Promise<Order | undefined> {
  const checkout = await findCheckout(orderId)
  if (!checkout) return findForgotten(names, orderId)
  if (!names.includes(checkout.userName)) return undefined
  // The moment when an id was minted is one clock's, the orderDate may be another's: this row knows it exactly.
  const row = await findOrderRow(checkout)
  return row && row.orderId === orderId && isPlaced(row)
    ? cancelled(row, checkout.cancelledAt, checkout.cancelledBy)
    : placedOrder(checkout.userName, checkout)
}

function placedOrder(userName: string, checkout: OpenCheckout): Order {
  const { checkoutId: orderId, cancelledAt, ...contents } = checkout
  const history = [{ what: 'CheckoutBasket', at: contents.orderDate }]
  return cancelled({ ...contents, userName, orderId, history }, cancelledAt)
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** The last moment of a cancellation, and as long again for ordering to learn of it. */
const cancellationSoughtMs = 2 * handedOverAfterMs
/** Three rows of two lines are one read unit. */
const nearby = { skewMs: minuteMs, limit: 3 }
const widely = { skewMs: dayMs, limit: 10 }
/** A Checkout row is kept for 15 days at least, less what clocks may differ by. */
const keptMs = 14 * dayMs

/** An order whose Checkout row has expired. */
async function findForgotten(names: string[], orderId: string) {
  const minted = mintedAt(orderId)
  if (minted === undefined || minted > Date.now() - keptMs) return undefined
  return findPlaced(names, orderId, widely)
}

const findPlaced = async (names: string[], orderId: string, window: typeof nearby) =>
  (await Promise.all(names.map((userName) => findUnderName(userName, orderId, window)))).find(Boolean)

/** The first order after its id was minted, give or take clocks; an id from elsewhere is sought on the first page. */
async function findUnderName(userName: string, orderId: string, { skewMs, limit }: typeof nearby) {
  const minted = mintedAt(orderId)
  if (minted === undefined)
    return (await listOrderRows(userName, { limit: defaultPage })).find((order) => order.orderId === orderId)
  const around = (ms: number) => new Date(Math.max(0, minted + ms)).toISOString()
  return findOrderById(userName, orderId, { since: around(-skewMs), until: around(skewMs), limit })
}
