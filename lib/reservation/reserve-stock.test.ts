import { DeleteCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test, vi } from 'vitest'
import { embeddedAws, receive, stock } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import type { Product } from '../product/product'
import { findProducts } from '../product/store'
import { releaseStock } from './release-stock'
import { reserveStock, reserveStockTogether } from './reserve-stock'
import { findReservation } from './store'

embeddedAws()

type Purchase = ReturnType<typeof purchaseOf>

/** So many pieces of each of several products. */
const stocked = (...pieces: number[]) =>
  Promise.all(pieces.map((availableStock) => stock({ availableStock }))) as Promise<
    [Product, Product, Product]
  >
const leftOf = async (...products: Product[]) => {
  const ids = products.map(({ id }) => id)
  const found = await findProducts(ids, { consistent: true })
  return ids.map((id) => found.get(id)?.availableStock)
}
const statusesOf = (...purchases: Purchase[]) =>
  Promise.all(purchases.map(async ({ orderId }) => (await findReservation(orderId))?.status))
const together = (...purchases: Purchase[]) => Promise.allSettled(reserveStockTogether(purchases).values())

const deleteProduct = ({ id }: Product) =>
  dynamo.send(new DeleteCommand({ TableName: Resource.ProductTable.name, Key: { id } }))

/** The next `count` events that ordering is told about these purchases; those of other tests are passed over. */
async function toldOf(count: number, ...purchases: Purchase[]) {
  const ids = purchases.map(({ orderId }) => orderId)
  const told: Awaited<ReturnType<typeof receive>> = []
  while (told.length < count)
    told.push(
      ...(await receive('OrderQueue', 1)).filter(({ detail }) => ids.includes(String(detail.orderId))),
    )
  return told
}
const typesOf = async (purchase: Purchase, count: number) =>
  (await toldOf(count, purchase)).map(({ type }) => type).sort()

test('takes the stock once however often the event comes, and says so every time', async () => {
  const [cup, pan] = await stocked(10, 10)
  const purchase = purchaseOf([cup, 2], [pan, 3])
  await reserveStock(purchase)
  await Promise.all([reserveStock(purchase), reserveStock(purchase)])
  expect(await leftOf(cup, pan)).toEqual([8, 7])
  const told = await toldOf(3, purchase)
  expect(told.map(({ type }) => type)).toEqual(Array(3).fill('StockReserved'))
  expect(new Set(told.map(({ detail }) => detail.at)).size).toBe(1)
})

test('takes all of an order or nothing, and names what is short', async () => {
  const [cup, pan] = await stocked(10, 2)
  const purchase = purchaseOf([cup, 1], [pan, 3])
  await reserveStock(purchase)
  expect(await leftOf(cup, pan)).toEqual([10, 2])
  expect(await statusesOf(purchase)).toEqual(['REJECTED'])
  const detail = { shortages: [{ productId: pan.id, requested: 3, available: 2 }] }
  expect(await toldOf(1, purchase)).toMatchObject([{ type: 'StockRejected', detail }])
  expect(await receive('PaymentQueue', 1)).toMatchObject([{ type: 'StockRejected' }])
})

test('a rejected order stays rejected when stock arrives later', async () => {
  const [cup] = await stocked(0)
  const purchase = purchaseOf([cup, 1])
  await reserveStock(purchase)
  await stock({ id: cup.id, availableStock: 5 })
  await reserveStock(purchase)
  expect(await leftOf(cup)).toEqual([5])
})

test('a product named in two lines is judged by their sum', async () => {
  const [cup] = await stocked(5)
  await reserveStock(purchaseOf([cup, 3], [cup, 3]))
  expect(await leftOf(cup)).toEqual([5])
  await reserveStock(purchaseOf([cup, 3], [cup, 2]))
  expect(await leftOf(cup)).toEqual([0])
})

test('of many buyers of the last unit exactly one gets it', async () => {
  const [last] = await stocked(1)
  const purchases = Array.from({ length: 20 }, () => purchaseOf([last, 1]))
  await Promise.all(purchases.map((purchase) => reserveStock(purchase)))
  const statuses = await statusesOf(...purchases)
  expect(statuses.filter((status) => status === 'RESERVED')).toHaveLength(1)
  expect(await leftOf(last)).toEqual([0])
})

test('a failed payment gives the stock back once', async () => {
  const [cup] = await stocked(10)
  const purchase = purchaseOf([cup, 4])
  await reserveStock(purchase)
  await Promise.all([releaseStock(purchase), releaseStock(purchase)])
  await releaseStock(purchase)
  expect(await leftOf(cup)).toEqual([10])
  expect(await typesOf(purchase, 4)).toEqual([...Array(3).fill('StockReleased'), 'StockReserved'])
})

test('a failed payment that overtakes its checkout leaves nothing to reserve', async () => {
  const [cup] = await stocked(10)
  const purchase = purchaseOf([cup, 4])
  await releaseStock(purchase)
  await reserveStock(purchase)
  expect(await leftOf(cup)).toEqual([10])
  expect(await typesOf(purchase, 2)).toEqual(['StockReleased', 'StockReleased'])
  expect(await findReservation(purchase.orderId)).toMatchObject({ status: 'RELEASED', lines: [] })
})

test('stock of a cancelled order comes back once, whoever gives it back, and says why', async () => {
  const [cup] = await stocked(10)
  const [held, late, unpaid] = [purchaseOf([cup, 4]), purchaseOf([cup, 2]), purchaseOf([cup, 1])]
  await reserveStock(held)
  await releaseStock(unpaid)
  for (const purchase of [held, late, unpaid])
    await Promise.all([1, 2].map(() => releaseStock(purchase, undefined, undefined, true)))
  await releaseStock(held)
  await Promise.all([reserveStock(late), reserveStock(held)])
  expect(await leftOf(cup)).toEqual([10])
  expect(await statusesOf(held, late, unpaid)).toEqual(Array(3).fill('RELEASED'))
  const told = await toldOf(11, held, late, unpaid)
  for (const { type, detail } of told)
    expect([type, detail.cancelled]).toEqual(
      type === 'StockReserved'
        ? [type, undefined]
        : ['StockReleased', detail.orderId === unpaid.orderId ? undefined : true],
    )
})

test('a rejection tells the total of its order, whatever that is made of', async () => {
  const [cup] = await stocked(1)
  const purchase = purchaseOf([cup, 2])
  await reserveStock(purchase)
  expect(await toldOf(1, purchase)).toMatchObject([{ type: 'StockRejected', detail: { totalPrice: 20 } }])
})

test('a failed payment of a rejected order gives nothing back', async () => {
  const [cup] = await stocked(1)
  const purchase = purchaseOf([cup, 2])
  await reserveStock(purchase)
  await releaseStock(purchase)
  await reserveStock(purchase)
  // Only the two checkouts are answered; an answer to the failed payment would make inventory and payment go in circles.
  expect(await typesOf(purchase, 2)).toEqual(['StockRejected', 'StockRejected'])
  expect(await leftOf(cup)).toEqual([1])
  expect(await statusesOf(purchase)).toEqual(['REJECTED'])
})

test('a failed payment gives back what still has a product, records the rest, and ends', async () => {
  const [cup, pan, jug] = await stocked(10, 10, 10)
  const purchase = purchaseOf([cup, 4], [pan, 2], [jug, 1], [pan, 1])
  await reserveStock(purchase)
  await deleteProduct(pan)
  await deleteProduct(jug)
  await Promise.all([releaseStock(purchase), releaseStock(purchase)])
  expect(await leftOf(cup)).toEqual([10])
  const lost = [
    { productId: pan.id, quantity: 3 },
    { productId: jug.id, quantity: 1 },
  ]
  expect(await findReservation(purchase.orderId)).toMatchObject({ status: 'RELEASED', lost })

  // Sold again under the same id: what was lost stays so.
  await stock({ id: pan.id, availableStock: 5 })
  await releaseStock(purchase)
  expect(await leftOf(cup, pan)).toEqual([10, 5])
  expect(await typesOf(purchase, 4)).toEqual([...Array(3).fill('StockReleased'), 'StockReserved'])
})

test('an order of which no product is left is released all the same', async () => {
  const [cup] = await stocked(10)
  const purchase = purchaseOf([cup, 4])
  await reserveStock(purchase)
  await deleteProduct(cup)
  const lost = [{ productId: cup.id, quantity: 4 }]
  expect(await releaseStock(purchase)).toMatchObject({ status: 'RELEASED', lost })
  expect(await leftOf(cup)).toEqual([undefined])
})

test('a product retired at a stock of 0 is sold no more and takes back what its orders held', async () => {
  const [cup] = await stocked(10)
  const [before, after] = [purchaseOf([cup, 4]), purchaseOf([cup, 1])]
  await reserveStock(before)
  await stock({ id: cup.id, availableStock: 0 })
  await reserveStock(after)
  expect(await statusesOf(after)).toEqual(['REJECTED'])
  await releaseStock(before)
  expect(await leftOf(cup)).toEqual([4])
})

test.each([
  'many',
  -3,
  2.5,
  null,
])('a product whose stock is %s is short, and takes nothing back', async (availableStock) => {
  const [cup, pan] = await stocked(10, 10)
  const [before, after] = [purchaseOf([cup, 1], [pan, 1]), purchaseOf([cup, 1], [pan, 3])]
  await reserveStock(before)
  const Item = { id: pan.id, availableStock }
  await dynamo.send(new PutCommand({ TableName: Resource.ProductTable.name, Item }))
  const shortages = [{ productId: pan.id, available: 0 }]
  expect(await reserveStock(after)).toMatchObject({ status: 'REJECTED', shortages })
  expect(await releaseStock(before)).toMatchObject({ status: 'RELEASED' })
  expect(await leftOf(cup)).toEqual([10])
})

test('ten orders of one product write it once, and each is published', async () => {
  const [hot, other] = await stocked(100, 100)
  const purchases = Array.from({ length: 10 }, () => purchaseOf([hot, 2], [other, 1]))
  const send = vi.spyOn(dynamo, 'send')
  await together(...purchases)
  expect(send.mock.calls.filter(([command]) => command instanceof TransactWriteCommand)).toHaveLength(1)
  send.mockRestore()
  expect(await leftOf(hot, other)).toEqual([80, 90])
  const told = await toldOf(10, ...purchases)
  expect(told.map(({ detail }) => detail.orderId).sort()).toEqual(
    purchases.map(({ orderId }) => orderId).sort(),
  )
})

test('where not all fit, every order that fits is reserved and only the others are rejected', async () => {
  const [few, many] = await stocked(5, 100)
  const purchases = [purchaseOf([few, 4]), purchaseOf([few, 4]), purchaseOf([many, 1]), purchaseOf([few, 1])]
  await together(...purchases)
  expect(await statusesOf(...purchases)).toEqual(['RESERVED', 'REJECTED', 'RESERVED', 'RESERVED'])
  expect(await leftOf(few)).toEqual([0])
})

test('orders that come again, in the same batch or later, take their stock once', async () => {
  const [cup] = await stocked(50)
  const [first, second, third] = [purchaseOf([cup, 1]), purchaseOf([cup, 1]), purchaseOf([cup, 1])]
  await together(first, second, { ...first })
  await together(second, third, first)
  expect(await statusesOf(first, second, third)).toEqual(['RESERVED', 'RESERVED', 'RESERVED'])
  expect(await leftOf(cup)).toEqual([47])
})

test('orders too large for one transaction are split over several', async () => {
  const products = await Promise.all(Array.from({ length: 60 }, () => stock({ availableStock: 10 })))
  const oneOf = (all: Product[]) => purchaseOf(...all.map((product): [Product, number] => [product, 1]))
  const [fewer, last] = [products.slice(0, 50), products.slice(10)]
  const purchases = [oneOf(fewer), oneOf(last), oneOf(fewer)]
  await together(...purchases)
  expect(await statusesOf(...purchases)).toEqual(['RESERVED', 'RESERVED', 'RESERVED'])
  const left = await leftOf(...products)
  expect([left[0], left[20], left[55]]).toEqual([8, 7, 9])
})

test('a product that was deleted is short for its orders and costs the others of the batch nothing', async () => {
  const [cup, gone] = await stocked(50, 50)
  await deleteProduct(gone)
  const purchases = [purchaseOf([cup, 1]), purchaseOf([cup, 1], [gone, 2]), purchaseOf([cup, 1])]
  await together(...purchases)
  expect(await statusesOf(...purchases)).toEqual(['RESERVED', 'REJECTED', 'RESERVED'])
  const shortages = [{ productId: gone.id, requested: 2, available: 0 }]
  expect(await findReservation(purchases[1]?.orderId ?? '')).toMatchObject({ shortages })
  expect(await leftOf(cup)).toEqual([48])
})
