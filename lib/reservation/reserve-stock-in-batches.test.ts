import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test, vi } from 'vitest'
import { embeddedAws, receive, stock } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { findProducts } from '../product/store'
import { reserveStockTogether } from './reserve-stock'
import { findReservation } from './store'

embeddedAws()

const send = vi.spyOn(dynamo, 'send')
beforeEach(() => {
  send.mockClear()
})

const transactions = () =>
  send.mock.calls.filter(([command]) => command instanceof TransactWriteCommand).length
const stockOf = async (id: string) => (await findProducts([id], { consistent: true })).get(id)?.availableStock
const statusesOf = (purchases: { orderId: string }[]) =>
  Promise.all(purchases.map(async ({ orderId }) => (await findReservation(orderId))?.status))
const together = (purchases: Parameters<typeof reserveStockTogether>[0]) =>
  Promise.allSettled(reserveStockTogether(purchases).values())

test('ten orders of one product write it once, and each is published', async () => {
  const hot = await stock({ availableStock: 100 })
  const other = await stock({ availableStock: 100 })
  const purchases = Array.from({ length: 10 }, () => purchaseOf([hot, 2], [other, 1]))
  await together(purchases)
  expect(transactions()).toBe(1)
  expect([await stockOf(hot.id), await stockOf(other.id)]).toEqual([80, 90])
  const told = await receive('OrderQueue', 10)
  expect(told.map(({ detail }) => detail.orderId).sort()).toEqual(
    purchases.map(({ orderId }) => orderId).sort(),
  )
})

test('where not all fit, every order that fits is reserved and only the others are rejected', async () => {
  const few = await stock({ availableStock: 5 })
  const many = await stock({ availableStock: 100 })
  const purchases = [purchaseOf([few, 4]), purchaseOf([few, 4]), purchaseOf([many, 1]), purchaseOf([few, 1])]
  await together(purchases)
  expect(await statusesOf(purchases)).toEqual(['RESERVED', 'REJECTED', 'RESERVED', 'RESERVED'])
  expect(await stockOf(few.id)).toBe(0)
})

test('orders that come again, in the same batch or later, take their stock once', async () => {
  const cup = await stock({ availableStock: 50 })
  const [first, second, third] = [purchaseOf([cup, 1]), purchaseOf([cup, 1]), purchaseOf([cup, 1])]
  await together([first, second, { ...first }])
  await together([second, third, first])
  expect(await statusesOf([first, second, third])).toEqual(['RESERVED', 'RESERVED', 'RESERVED'])
  expect(await stockOf(cup.id)).toBe(47)
})

test('orders too large for one transaction are split over several', async () => {
  const products = await Promise.all(Array.from({ length: 60 }, () => stock({ availableStock: 10 })))
  const one = purchaseOf(...products.slice(0, 50).map((product): [typeof product, number] => [product, 1]))
  const two = purchaseOf(...products.slice(10, 60).map((product): [typeof product, number] => [product, 1]))
  const three = purchaseOf(...products.slice(0, 50).map((product): [typeof product, number] => [product, 1]))
  await together([one, two, three])
  expect(await statusesOf([one, two, three])).toEqual(['RESERVED', 'RESERVED', 'RESERVED'])
  const left = await Promise.all(products.map(({ id }) => stockOf(id)))
  expect([left[0], left[20], left[55]]).toEqual([8, 7, 9])
})

test('a product that was deleted is short for its orders and costs the others of the batch nothing', async () => {
  const cup = await stock({ availableStock: 50 })
  const gone = { ...(await stock()), id: 'deleted-before-the-batch' }
  const purchases = [purchaseOf([cup, 1]), purchaseOf([cup, 1], [gone, 2]), purchaseOf([cup, 1])]
  await together(purchases)
  expect(await statusesOf(purchases)).toEqual(['RESERVED', 'REJECTED', 'RESERVED'])
  expect(await stockOf(cup.id)).toBe(48)
})
