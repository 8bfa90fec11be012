import { setTimeout as wait } from 'node:timers/promises'
import { BatchGetCommand, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { Checkout } from '../lib/checkout/checkout'
import { paymentIdOf } from '../lib/ids'
import { Order, viewOf } from '../lib/order/order'
import { Payment } from '../lib/payment/payment'
import { Product } from '../lib/product/product'
import { Reservation } from '../lib/reservation/reservation'
import { twoLines } from '../tests/many/products'
import { say } from './figures'
import { type Purchase, type Shop, welcome } from './shop'

/** Runs `work` on each, never more than `inFlight` at a time, the next as soon as one has ended. */
async function closedLoop<Given, T>(given: Given[], inFlight: number, work: (one: Given) => Promise<T>) {
  const results: T[] = []
  const left = given.entries()
  const worker = async () => {
    for (const [index, one] of left) results[index] = await work(one)
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return results
}

/**
 * `count` purchases of two lines, each by somebody whose basket was filled before, `shoppers` at a time, the next once one
 * has settled. All of them are audited.
 */
export async function buy(shop: Shop, name: string, count: number, shoppers: number) {
  const before = await stockOf(shop)
  const settled = watchOpenCheckouts(shop, shoppers > 8 ? 100 : 10)
  const wanted = Array.from({ length: count }, (_, index) => twoLines(shop.products)(index))
  const ready = await closedLoop(wanted, 8, async (lines) => {
    const shopper = welcome(shop)
    const basket = await shopper.fill(lines)
    return () => shopper.checkOut(basket)
  })
  const purchases = await closedLoop(ready, shoppers, async (checkOut) => {
    const purchase = await checkOut()
    await settled(purchase.orderId)
    return purchase
  })
  const settledAt = await audit(shop, purchases, before)
  const sentAt = purchases.map((purchase) => purchase.sentAt)
  const rate = (1000 * count) / (Math.max(...settledAt) - Math.min(...sentAt))
  say(`${name}: ${rate.toFixed(1)} purchases a second`)
  return {
    rate,
    acceptMs: purchases.map((purchase) => purchase.answeredAt - purchase.sentAt),
    settleMs: settledAt.map((at, index) => at - (sentAt[index] ?? 0)),
  }
}

const patienceMs = 120_000

/** Waits until a purchase is none of the open ones any more: one look, every so often, for all that wait. */
function watchOpenCheckouts({ tables }: Shop, everyMs: number) {
  let last: Promise<unknown> = Promise.resolve()
  let next: Promise<Set<string>> | undefined

  async function look() {
    await last
    await wait(everyMs)
    next = undefined
    const open = new Set<string>()
    const byOpen = { TableName: 'CheckoutTable', IndexName: 'byOpen', ProjectionExpression: 'checkoutId' }
    for await (const { Items = [] } of paginateScan({ client: tables }, byOpen))
      for (const { checkoutId } of Items) open.add(checkoutId)
    return open
  }

  /** A look that began before the purchase was made says nothing of it. */
  function lookNext() {
    next ??= look()
    last = next
    return next
  }

  return async (orderId: string) => {
    for (const began = Date.now(); (await lookNext()).has(orderId); )
      if (Date.now() - began > patienceMs) throw new Error(`${orderId} has not settled`)
  }
}

async function stockOf({ tables, products }: Shop) {
  const Keys = products.map(({ id }) => ({ id }))
  const RequestItems = { ProductTable: { Keys, ConsistentRead: true } }
  const { Responses } = await tables.send(new BatchGetCommand({ RequestItems }))
  const rows = z.array(Product).parse(Responses?.ProductTable)
  return new Map(rows.map(({ id, availableStock }) => [id, availableStock]))
}

/**
 * Holds every answered purchase against the tables: it is one settled order with the total that was answered, one
 * payment of that amount and one reservation, and all of them together explain what is gone from the stock.
 *
 * @returns when each purchase settled, in the order given, in milliseconds since the epoch
 * @throws Error naming the first purchase or product that is wrong
 */
async function audit(shop: Shop, purchases: Purchase[], left: Map<string, number>) {
  const find = async (TableName: string, Key: Record<string, string>) =>
    (await shop.tables.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item
  const settledAt = await closedLoop(purchases, 8, async ({ orderId, userName, orderDate, lines, total }) => {
    const order = Order.parse(await find('OrderTable', { userName, orderDate }))
    const payment = Payment.parse(await find('PaymentTable', { paymentId: paymentIdOf(orderId) }))
    const reservation = Reservation.parse(await find('ReservationTable', { orderId }))
    const checkout = Checkout.parse(await find('CheckoutTable', { checkoutId: orderId }))
    const { status, settled } = viewOf(order)
    const confirmed = status === 'CONFIRMED'
    const right =
      [settled, order.orderId === orderId, checkout.settledAt, !checkout.open].every(Boolean) &&
      [order.totalPrice, payment.amount].every((amount) => amount === total) &&
      [payment.status === 'COMPLETED', reservation.status === 'RESERVED'].every((done) => done === confirmed)
    if (!right) throw new Error(JSON.stringify({ order, payment, reservation, checkout, total }))
    if (confirmed)
      for (const { productId, quantity } of lines) left.set(productId, (left.get(productId) ?? 0) - quantity)
    return Date.parse(checkout.settledAt ?? '')
  })
  for (const [id, count] of await stockOf(shop))
    if (count !== left.get(id)) throw new Error(`${id}: ${count} left, expected ${left.get(id)}`)
  return settledAt
}
