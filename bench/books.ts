import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { Checkout } from '../lib/checkout/checkout'
import { paymentIdOf } from '../lib/ids'
import { isPlaced, OrderRow, viewOf } from '../lib/order/order'
import { Payment } from '../lib/payment/payment'
import { Product } from '../lib/product/product'
import { Reservation } from '../lib/reservation/reservation'
import { closedLoop } from './closed-loop'
import type { Shop } from './shop'
import type { Purchase } from './shopper'

const batchSize = 100

async function getAll<S extends z.ZodType>(
  { tables }: Shop,
  table: string,
  keys: Record<string, unknown>[],
  schema: S,
) {
  const batches = Array.from({ length: Math.ceil(keys.length / batchSize) }, (_, index) =>
    keys.slice(index * batchSize, (index + 1) * batchSize),
  )
  const found = await closedLoop(batches.length, 4, async (index) => {
    const items: unknown[] = []
    let Keys = batches[index]
    while (Keys && Keys.length > 0) {
      const { Responses, UnprocessedKeys } = await tables.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
      )
      items.push(...(Responses?.[table] ?? []))
      Keys = UnprocessedKeys?.[table]?.Keys
    }
    return items
  })
  return z.array(schema).parse(found.flat())
}

/** How many there are of each product now. */
export async function readStock(shop: Shop, products: readonly Pick<Product, 'id'>[]) {
  const rows = await getAll(
    shop,
    'ProductTable',
    products.map(({ id }) => ({ id })),
    Product,
  )
  return new Map(rows.map(({ id, availableStock }) => [id, availableStock]))
}

/**
 * Holds every answered purchase against the tables: it is one settled order with the total that was answered, one
 * payment of that amount and one reservation, and all of them together explain what is gone from the stock.
 *
 * @param initialStock of every product that the purchases could name
 * @returns when each purchase settled, in the order given, in milliseconds since the epoch
 * @throws Error naming the first purchase or product that is wrong
 */
export async function audit(
  shop: Shop,
  purchases: readonly Purchase[],
  initialStock: ReadonlyMap<string, number>,
) {
  const [orders, payments, reservations, checkouts, products] = await Promise.all([
    getAll(
      shop,
      'OrderTable',
      purchases.map(({ userName, orderDate }) => ({ userName, orderDate })),
      OrderRow,
    ),
    getAll(
      shop,
      'PaymentTable',
      purchases.map(({ orderId }) => ({ paymentId: paymentIdOf(orderId) })),
      Payment,
    ),
    getAll(
      shop,
      'ReservationTable',
      purchases.map(({ orderId }) => ({ orderId })),
      Reservation,
    ),
    getAll(
      shop,
      'CheckoutTable',
      purchases.map(({ orderId }) => ({ checkoutId: orderId })),
      Checkout,
    ),
    getAll(
      shop,
      'ProductTable',
      [...initialStock.keys()].map((id) => ({ id })),
      Product,
    ),
  ])
  const orderOf = new Map(orders.map((row) => [row.orderId, row]))
  const paymentOf = new Map(payments.map((row) => [row.orderId, row]))
  const reservationOf = new Map(reservations.map((row) => [row.orderId, row]))
  const checkoutOf = new Map(checkouts.map((row) => [row.checkoutId, row]))
  const held = new Map<string, number>()

  const settledAt = purchases.map(({ orderId, lines, total }) => {
    const wrong = (what: string) => new Error(`${orderId} ${what}`)
    const order = orderOf.get(orderId)
    const payment = paymentOf.get(orderId)
    const reservation = reservationOf.get(orderId)
    if (!order || !isPlaced(order)) throw wrong('was answered with 200 and is no order')
    if (!payment || !reservation) throw wrong('has no payment or no reservation')
    const { status, settled } = viewOf(order)
    if (!settled) throw wrong(`is ${status} and has not settled`)
    if (order.totalPrice !== total || payment.amount !== total) throw wrong(`does not cost ${total}`)
    const wanted = lines.map(({ productId, quantity }) => `${quantity} ${productId}`).join()
    if (order.items.map(({ productId, quantity }) => `${quantity} ${productId}`).join() !== wanted)
      throw wrong('holds other lines than were asked for')
    const confirmed = status === 'CONFIRMED'
    if (confirmed !== (payment.status === 'COMPLETED')) throw wrong(`is ${status} and ${payment.status}`)
    if (confirmed !== (reservation.status === 'RESERVED'))
      throw wrong(`is ${status} and ${reservation.status}`)
    if (confirmed)
      for (const { productId, quantity } of lines) held.set(productId, (held.get(productId) ?? 0) + quantity)
    const { settledAt, open } = checkoutOf.get(orderId) ?? {}
    if (!settledAt || open) throw wrong('is settled and its checkout is open')
    return Date.parse(settledAt)
  })

  for (const { id, availableStock } of products) {
    const expected = (initialStock.get(id) ?? 0) - (held.get(id) ?? 0)
    if (availableStock !== expected) throw new Error(`${id}: ${availableStock} left, expected ${expected}`)
  }
  if (new Set(purchases.map(({ orderId }) => orderId)).size !== purchases.length)
    throw new Error('two purchases have one orderId')
  return settledAt
}
