import { setTimeout as wait } from 'node:timers/promises'
import { BatchGetCommand, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { Checkout } from '../lib/checkout/checkout'
import { paymentIdOf } from '../lib/ids'
import { isPlaced, OrderRow, viewOf } from '../lib/order/order'
import { Payment } from '../lib/payment/payment'
import { Product } from '../lib/product/product'
import { Reservation } from '../lib/reservation/reservation'
import { twoLines } from '../tests/many/products'
import { say } from './figures'
import { type Purchase, type Shop, welcome } from './shop'

/** Runs `work` for 0 to `count` - 1, never more than `inFlight` at a time, the next as soon as one has ended. */
async function closedLoop<T>(count: number, inFlight: number, work: (index: number) => Promise<T>) {
  const results: T[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const index = next++
      results[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, inFlight) }, worker))
  return results
}

/**
 * `count` purchases of two lines, each by somebody whose basket was filled before, `shoppers` at a time, the next once one
 * has settled. All of them are audited.
 */
export async function buy(shop: Shop, name: string, count: number, shoppers: number) {
  const wanted = twoLines(shop.products)
  const before = await stockOf(shop)
  const settled = watchOpenCheckouts(shop)
  const ready = await closedLoop(count, 8, async (index) => {
    const shopper = welcome(shop)
    const basket = await shopper.fill(wanted(index))
    return () => shopper.checkOut(basket)
  })
  const purchases = await closedLoop(count, shoppers, async (index) => {
    const purchase = await ready[index]?.()
    if (!purchase) throw new Error(`no basket ${index}`)
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

/** Tells when a purchase is none of the open ones any more: one look for all that wait. */
function watchOpenCheckouts({ tables }: Shop) {
  const waiting = new Map<string, () => void>()
  let looking: Promise<void> | undefined

  async function look() {
    for (const began = Date.now(); waiting.size > 0; ) {
      const asked = [...waiting.keys()]
      const open = new Set<string>()
      const byOpen = { TableName: 'CheckoutTable', IndexName: 'byOpen', ProjectionExpression: 'checkoutId' }
      for await (const { Items = [] } of paginateScan({ client: tables }, byOpen))
        for (const { checkoutId } of Items) open.add(checkoutId)
      for (const id of asked.filter((id) => !open.has(id))) {
        waiting.get(id)?.()
        waiting.delete(id)
      }
      if (Date.now() - began > patienceMs) throw new Error(`${[...waiting.keys()]} have not settled`)
      await wait(waiting.size > 8 ? 100 : 10)
    }
    looking = undefined
  }

  return (orderId: string) =>
    new Promise<void>((settled, failed) => {
      waiting.set(orderId, settled)
      looking ??= look()
      looking.catch(failed)
    })
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
async function audit(shop: Shop, purchases: readonly Purchase[], stockBefore: ReadonlyMap<string, number>) {
  const left = new Map(stockBefore)
  const find = async (TableName: string, Key: Record<string, string>) =>
    (await shop.tables.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item
  const settledAt = await closedLoop(purchases.length, 8, async (index) => {
    const { orderId, userName, orderDate, lines, total } = purchases[index] as Purchase
    const order = OrderRow.parse(await find('OrderTable', { userName, orderDate }))
    const payment = Payment.parse(await find('PaymentTable', { paymentId: paymentIdOf(orderId) }))
    const reservation = Reservation.parse(await find('ReservationTable', { orderId }))
    const checkout = Checkout.parse(await find('CheckoutTable', { checkoutId: orderId }))
    if (order.orderId !== orderId || !isPlaced(order) || !checkout.settledAt || checkout.open)
      throw new Error(`${orderId} has not settled`)
    const { status } = viewOf(order)
    const confirmed = status === 'CONFIRMED'
    if (order.totalPrice !== total || payment.amount !== total)
      throw new Error(`${orderId} does not cost ${total}`)
    if (confirmed !== (payment.status === 'COMPLETED') || confirmed !== (reservation.status === 'RESERVED'))
      throw new Error(`${orderId} is ${status}, ${payment.status} and ${reservation.status}`)
    if (confirmed)
      for (const { productId, quantity } of lines) left.set(productId, (left.get(productId) ?? 0) - quantity)
    return Date.parse(checkout.settledAt)
  })
  for (const [id, count] of await stockOf(shop))
    if (count !== left.get(id)) throw new Error(`${id}: ${count} left, expected ${left.get(id)}`)
  return settledAt
}
