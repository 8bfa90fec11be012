import { ulid } from 'ulid'
import { beforeAll, expect, test } from 'vitest'
import { dynamo } from '../../lib/aws/dynamo'
import { addToBasket, rememberedChanges } from '../../lib/basket/change-basket'
import { watchProduct } from '../../lib/basket/watch-product'
import { checkoutBasket } from '../../lib/checkout/checkout-basket'
import { findOrder, listOrders } from '../../lib/order/find-orders'
import { orderJson } from '../../lib/order/order'
import { recordEvent } from '../../lib/order/record-event'
import { embeddedAws, stock } from '../embedded-aws'
import { manyProducts } from '../many/products'
import { rowsOfPurchase } from '../many/stored-purchases'
import { writeAll } from '../many/write-rows'
import { newGuest, purchaseOf } from '../purchases'
import { callsOf, meterClients } from './meter'

embeddedAws()

const shopper = newGuest()
const hour = 3_600_000
const pastOf = (userName: string, orders: number) =>
  Array.from({ length: orders }, (_, index) =>
    rowsOfPurchase(userName, manyProducts(10), { index, minutesAgo: 1 + index * 60 }),
  ).flat()
const rows = pastOf(shopper, 1000)
const idOf = (index: number) => String(rows[index * 4]?.item.orderId)

beforeAll(async () => {
  await writeAll(dynamo, rows)
  meterClients()
})

const readUnits = async (work: () => Promise<unknown>) =>
  (await callsOf(work)).reduce((sum, { read }) => sum + read, 0)

test('an add to a basket of five lines that remembers all it can, and waits for two things, is one write unit and one and a half read units', async () => {
  const userName = newGuest()
  const products = await Promise.all(
    ['Ember Teapot', 'Everyday Jeans', 'Weekender Backpack', 'Chef Knife', 'Wall Mirror'].map((name) =>
      stock({ name, price: 79 }),
    ),
  )
  for (let change = 0; change <= rememberedChanges; change++) {
    const productId = products[change % products.length]?.id ?? ''
    await addToBasket(userName, { productId, quantity: 1 }, `change-id-${change}`)
  }
  for (const id of ['library-stack', 'last-saxophone'])
    await watchProduct(userName, (await stock({ id, availableStock: 0 })).id)
  const wanted = { productId: products[0]?.id ?? '', quantity: 1 }
  expect(await callsOf(() => addToBasket(userName, wanted))).toMatchObject([
    { command: 'GetItem', read: 1 },
    { command: 'BatchGetItem', read: 0.5 },
    { command: 'PutItem', written: 1 },
  ])
})
test.each([
  ['the newest of a thousand, which may have been cancelled just now', 0, 2],
  ['one from the middle', 500, 1],
  ['the oldest', 999, 1],
])('to look at an order, %s costs its row, and while it can be cancelled its checkout', async (_, index, units) => {
  expect(await readUnits(() => findOrder(shopper, idOf(index)))).toBe(units)
  expect(await findOrder(shopper, idOf(index))).toMatchObject({ status: 'CONFIRMED' })
})

test.each([
  ['minted before the first order', `ORD-${ulid(Date.now() - 2000 * hour)}`, 5],
  ['minted in the middle, where two days hold fifty orders', `ORD-${ulid(Date.now() - 500 * hour)}`, 16],
  ['minted just now', `ORD-${ulid()}`, 2],
  ['that no clock made', 'ORD-nothing', 4],
])('an unknown id %s is not looked for in the whole history', async (_, orderId, most) => {
  expect(await findOrder(shopper, orderId)).toBeUndefined()
  expect(await readUnits(() => findOrder(shopper, orderId))).toBeLessThanOrEqual(most)
})

test.each([
  [10, 1.5, 10_000],
  [20, 2.5, 20_000],
  [100, 9.5, 100_000],
])('a page of %i of a thousand orders costs what it shows, and a look for open checkouts', async (limit, units, bytes) => {
  const before = String(rows[4]?.item.orderDate)
  expect(await readUnits(() => listOrders(shopper, { limit, before }))).toBeLessThanOrEqual(units)
  const after = String(rows[600]?.item.orderDate)
  expect(await readUnits(() => listOrders(shopper, { limit, after }))).toBeLessThanOrEqual(units)
  const orders = await listOrders(shopper, { limit, before })
  expect(orders).toHaveLength(limit)
  expect(JSON.stringify(orders.map(orderJson)).length).toBeLessThan(bytes)
})

test.each([
  ['with nothing open', 0],
  ['with one order open', 1],
  ['with a whole page open', 10],
])('a refresh of a page of ten orders %s is two queries of at most one and a half read units', async (_, open) => {
  const userName = newGuest()
  const past = pastOf(userName, 30 - open)
  await writeAll(dynamo, past)
  const products = [await stock({ name: 'Ember Teapot' }), await stock({ name: 'Everyday Jeans' })] as const
  const dates: string[] = [String(past[0]?.item.orderDate)]
  for (let placed = 0; placed < open; placed++) {
    await addToBasket(userName, { productId: products[0].id, quantity: 2 })
    await addToBasket(userName, { productId: products[1].id, quantity: 1 })
    const answer = await checkoutBasket({ userName })
    if (!answer.ok) throw new Error(answer.reason)
    const { orderId, orderDate } = answer
    const purchase = { ...purchaseOf([products[0], 2], [products[1], 1]), userName, orderId, orderDate }
    const event = { eventId: 'e', time: orderDate }
    await recordEvent({ type: 'CheckoutBasket', detail: purchase, ...event })
    dates.push(orderDate)
  }
  const since = dates[Math.min(open, 1)]
  const calls = await callsOf(async () => {
    expect(await listOrders(userName, { since, limit: 10 })).toHaveLength(Math.max(open, 1))
  })
  expect(calls).toMatchObject([
    { command: 'Query', read: 0.5 },
    { command: 'Query', read: expect.toSatisfy((read: number) => read <= 1) },
  ])
})
