import { type Publish, publish, publishTogether } from '../aws/bus'
import { type Refusal, transact } from '../aws/dynamo'
import { mergeLines, type WantedLine } from '../basket/line'
import { type Detail, Shortage } from '../events'
import { takeStock } from '../product/stock'
import type { TimeLeft } from '../time-left'
import { Reservation } from './reservation'
import { decideReservation, holdReservation } from './store'

type Order = Detail<'CheckoutBasket'>

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const mostActions = 100

/** Takes the whole order's stock or none of it, once per order, and publishes what was decided. */
export const reserveStock = async (order: Order, publishEvent: Publish = publish, timeLeft?: TimeLeft) =>
  publishReservation(order, await decide(order, timeLeft), publishEvent)

/** Writes each product once for all orders. Where not all fit, or one was decided before, each stands by itself. */
export function reserveStockTogether(
  orders: Order[],
  publishEvent: Publish = publishTogether(),
  timeLeft?: TimeLeft,
): Map<Order, Promise<Reservation | undefined>> {
  const outcomes = new Map<Order, Promise<Reservation | undefined>>()
  let before: Promise<unknown> = Promise.resolve()
  for (const group of groupsOf(orders)) {
    const reserved = before.then(() => reserveGroup(group, publishEvent, timeLeft))
    const outcomeOf = async (order: Order) => (await reserved).get(order)
    for (const order of group) outcomes.set(order, outcomeOf(order))
    before = reserved.catch(() => undefined)
  }
  return outcomes
}

/** In the order given; an order that comes twice, and what no longer fits into one transaction, begins a new group. */
function groupsOf(orders: Order[]): Order[][] {
  const groups: Order[][] = []
  for (const order of orders) {
    const last = groups.at(-1)
    const fits =
      last &&
      !last.some(({ orderId }) => orderId === order.orderId) &&
      last.length + 1 + productsOf([...last, order]).length <= mostActions
    if (fits) last.push(order)
    else groups.push([order])
  }
  return groups
}

async function reserveGroup(group: Order[], publishEvent: Publish, timeLeft?: TimeLeft) {
  const reservations = group.map(reservedFor)
  const refused = group.length === 1 || (await holdStock(group, reservations, timeLeft))
  const outcomes = new Map<Order, Promise<Reservation>>()
  for (const [index, order] of group.entries()) {
    const reservation = refused ? undefined : reservations[index]
    const outcome = reservation
      ? publishReservation(order, reservation, publishEvent)
      : reserveStock(order, publishEvent, timeLeft)
    outcomes.set(order, outcome)
    // One after the other: side by side they would only conflict over the products they share.
    if (!reservation) await outcome.catch(() => undefined)
  }
  return outcomes
}

async function decide(order: Order, timeLeft?: TimeLeft): Promise<Reservation> {
  const reservation = reservedFor(order)
  const refused = await holdStock([order], [reservation], timeLeft)
  if (!refused) return reservation

  const [decidedBefore, ...products] = refused
  if (decidedBefore) return Reservation.parse(decidedBefore.row)
  const shortages = productsOf([order]).flatMap((line, index) => shortageOf(line, products[index]))
  return decideReservation({ ...reservation, status: 'REJECTED', shortages })
}

const reservedFor = ({ orderId, items }: Order): Reservation => ({
  orderId,
  status: 'RESERVED',
  lines: items,
  at: new Date().toISOString(),
})

/** What the orders want of each product, all together. */
const productsOf = (orders: Order[]) => mergeLines(orders.flatMap(({ items }) => items))

/** One transaction: every reservation and the stock of all, one write a product; or nothing. */
const holdStock = (orders: Order[], reservations: Reservation[], timeLeft?: TimeLeft) =>
  transact(
    [
      ...reservations.map(holdReservation),
      ...productsOf(orders).map(({ productId, quantity }) => takeStock(productId, quantity)),
    ],
    timeLeft,
  )

/** There is none of what is gone, or whose stock cannot be read. */
const InStock = Shortage.shape.available.catch(0)

const shortageOf = (
  { productId, quantity: requested }: WantedLine,
  refusal: Refusal | undefined,
): Shortage[] =>
  refusal ? [{ productId, requested, available: InStock.parse(refusal.row?.availableStock) }] : []

type Purchase = Pick<Order, 'userName' | 'orderDate' | 'traceId'> & Partial<Pick<Order, 'totalPrice'>>

/** Publishes how the order's stock stands, whether this call brought it about or found it so. */
export async function publishReservation(
  { userName, orderDate, traceId, totalPrice }: Purchase,
  reservation: Reservation,
  publishEvent: Publish,
): Promise<Reservation> {
  const { orderId, status, at, lines: items, shortages = [], cancelled } = reservation
  const stock = { userName, orderDate, orderId, traceId, at, items }
  if (status === 'REJECTED') await publishEvent('StockRejected', { ...stock, shortages, totalPrice })
  else if (status === 'RESERVED') await publishEvent('StockReserved', stock)
  else await publishEvent('StockReleased', { ...stock, cancelled })
  return reservation
}
