import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { ulid } from 'ulid'
import { beforeAll, expect, test } from 'vitest'
import { findOrder, listOrders } from '../../lib/order/find-orders'
import { orderJson } from '../../lib/order/order'
import { embeddedAws } from '../embedded-aws'
import { manyProducts } from '../many/products'
import { rowsOfPurchase } from '../many/stored-purchases'
import { writeAll } from '../many/write-rows'
import { newGuest } from '../purchases'
import { callsOf, meterClients } from './meter'

embeddedAws()

const shopper = newGuest()
const hour = 3_600_000
const rows = Array.from({ length: 1000 }, (_, index) =>
  rowsOfPurchase(shopper, manyProducts(10), { index, minutesAgo: 1 + index * 60 }),
).flat()
const idOf = (index: number) => String(rows[index * 4]?.item.orderId)

beforeAll(async () => {
  await writeAll(DynamoDBDocumentClient.from(new DynamoDBClient({})), rows)
  meterClients()
})

const readUnits = async (work: () => Promise<unknown>) =>
  (await callsOf(work)).reduce((sum, { read }) => sum + read, 0)

test.each([
  ['the newest of a thousand', 0],
  ['one from the middle', 500],
  ['the oldest', 999],
])('to look at an order, %s, costs one read unit', async (_, index) => {
  expect(await readUnits(() => findOrder(shopper, idOf(index)))).toBe(1)
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
  const orders = await listOrders(shopper, { limit, before })
  expect(orders).toHaveLength(limit)
  expect(JSON.stringify(orders.map(orderJson)).length).toBeLessThan(bytes)
})
