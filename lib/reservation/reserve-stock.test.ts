import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws, receive, stock } from '../../tests/embedded-aws'
import { purchaseOf } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { findProducts } from '../product/store'
import { releaseStock } from './release-stock'
import { reserveStock } from './reserve-stock'
import { findReservation } from './store'

embeddedAws()

const stockOf = async (id: string) => (await findProducts([id], { consistent: true })).get(id)?.availableStock

const deleteProduct = (id: string) =>
  dynamo.send(new DeleteCommand({ TableName: Resource.ProductTable.name, Key: { id } }))

/** The next `count` events that ordering is told about this purchase; those of other tests are passed over. */
async function toldOf({ orderId }: { orderId: string }, count: number) {
  const told: string[] = []
  while (told.length < count) {
    const next = await receive('OrderQueue', 1)
    told.push(...next.filter(({ detail }) => detail.orderId === orderId).map(({ type }) => type))
  }
  return told
}

test('takes the stock once however often the event comes, and says so every time', async () => {
  const [cup, pan] = [await stock({ availableStock: 10 }), await stock({ availableStock: 10 })]
  const purchase = purchaseOf([cup, 2], [pan, 3])
  await reserveStock(purchase)
  await Promise.all([reserveStock(purchase), reserveStock(purchase)])

  expect([await stockOf(cup.id), await stockOf(pan.id)]).toEqual([8, 7])
  const told = await receive('OrderQueue', 3)
  expect(told.map(({ type }) => type)).toEqual(Array(3).fill('StockReserved'))
  expect(new Set(told.map(({ detail }) => detail.at)).size).toBe(1)
})

test('takes all of an order or nothing, and names what is short', async () => {
  const [cup, pan] = [await stock({ availableStock: 10 }), await stock({ availableStock: 2 })]
  const purchase = purchaseOf([cup, 1], [pan, 3])
  await reserveStock(purchase)

  expect([await stockOf(cup.id), await stockOf(pan.id)]).toEqual([10, 2])
  expect(await findReservation(purchase.orderId)).toMatchObject({ status: 'REJECTED' })
  const [forOrder] = await receive('OrderQueue', 1)
  expect(forOrder).toMatchObject({
    type: 'StockRejected',
    detail: { shortages: [{ productId: pan.id, requested: 3, available: 2 }] },
  })
  expect(await receive('PaymentQueue', 1)).toMatchObject([{ type: 'StockRejected' }])
})

test('a rejected order stays rejected when stock arrives later', async () => {
  const cup = await stock({ availableStock: 0 })
  const purchase = purchaseOf([cup, 1])
  await reserveStock(purchase)
  await stock({ id: cup.id, availableStock: 5 })
  await reserveStock(purchase)
  expect(await stockOf(cup.id)).toBe(5)
})

test('a product named in two lines is judged by their sum', async () => {
  const cup = await stock({ availableStock: 5 })
  await reserveStock(purchaseOf([cup, 3], [cup, 3]))
  expect(await stockOf(cup.id)).toBe(5)
  await reserveStock(purchaseOf([cup, 3], [cup, 2]))
  expect(await stockOf(cup.id)).toBe(0)
})

test('a product that does not exist is short by all of it', async () => {
  const gone = { ...(await stock()), id: 'never-stocked' }
  const purchase = purchaseOf([gone, 1])
  await reserveStock(purchase)
  expect(await findReservation(purchase.orderId)).toMatchObject({
    shortages: [{ productId: 'never-stocked', requested: 1, available: 0 }],
  })
})

test('of many buyers of the last unit exactly one gets it', async () => {
  const last = await stock({ availableStock: 1 })
  const purchases = Array.from({ length: 20 }, () => purchaseOf([last, 1]))
  await Promise.all(purchases.map((purchase) => reserveStock(purchase)))
  const statuses = await Promise.all(
    purchases.map(async ({ orderId }) => (await findReservation(orderId))?.status),
  )
  expect(statuses.filter((status) => status === 'RESERVED')).toHaveLength(1)
  expect(await stockOf(last.id)).toBe(0)
})

test('a failed payment gives the stock back once', async () => {
  const cup = await stock({ availableStock: 10 })
  const purchase = purchaseOf([cup, 4])
  await reserveStock(purchase)
  await Promise.all([releaseStock(purchase), releaseStock(purchase)])
  await releaseStock(purchase)
  expect(await stockOf(cup.id)).toBe(10)
  expect((await toldOf(purchase, 4)).sort()).toEqual([
    'StockReleased',
    'StockReleased',
    'StockReleased',
    'StockReserved',
  ])
})

test('a failed payment that overtakes its checkout leaves nothing to reserve', async () => {
  const cup = await stock({ availableStock: 10 })
  const purchase = purchaseOf([cup, 4])
  await releaseStock(purchase)
  await reserveStock(purchase)
  expect(await stockOf(cup.id)).toBe(10)
  expect(await toldOf(purchase, 2)).toEqual(['StockReleased', 'StockReleased'])
  expect(await findReservation(purchase.orderId)).toMatchObject({ status: 'RELEASED', lines: [] })
})

test('a failed payment of a rejected order gives nothing back', async () => {
  const cup = await stock({ availableStock: 1 })
  const purchase = purchaseOf([cup, 2])
  await reserveStock(purchase)
  await releaseStock(purchase)
  await reserveStock(purchase)
  // Only the two checkouts are answered; an answer to the failed payment would make inventory and payment go in circles.
  expect(await toldOf(purchase, 2)).toEqual(['StockRejected', 'StockRejected'])
  expect(await stockOf(cup.id)).toBe(1)
  expect(await findReservation(purchase.orderId)).toMatchObject({ status: 'REJECTED' })
})

test('a failed payment gives back what still has a product, records the rest, and ends', async () => {
  const [cup, pan, jug] = [
    await stock({ availableStock: 10 }),
    await stock({ availableStock: 10 }),
    await stock({ availableStock: 10 }),
  ]
  const purchase = purchaseOf([cup, 4], [pan, 2], [jug, 1], [pan, 1])
  await reserveStock(purchase)
  await deleteProduct(pan.id)
  await deleteProduct(jug.id)
  await Promise.all([releaseStock(purchase), releaseStock(purchase)])
  expect(await stockOf(cup.id)).toBe(10)
  expect(await findReservation(purchase.orderId)).toMatchObject({
    status: 'RELEASED',
    lost: [
      { productId: pan.id, quantity: 3 },
      { productId: jug.id, quantity: 1 },
    ],
  })

  // Sold again under the same id: what was lost stays so.
  await stock({ id: pan.id, availableStock: 5 })
  await releaseStock(purchase)
  expect([await stockOf(cup.id), await stockOf(pan.id)]).toEqual([10, 5])
  expect((await toldOf(purchase, 4)).filter((type) => type === 'StockReleased')).toHaveLength(3)
})

test('an order of which no product is left is released all the same', async () => {
  const cup = await stock({ availableStock: 10 })
  const purchase = purchaseOf([cup, 4])
  await reserveStock(purchase)
  await deleteProduct(cup.id)
  expect(await releaseStock(purchase)).toMatchObject({
    status: 'RELEASED',
    lost: [{ productId: cup.id, quantity: 4 }],
  })
  expect(await stockOf(cup.id)).toBeUndefined()
})

test('a product retired at a stock of 0 is sold no more and takes back what its orders held', async () => {
  const cup = await stock({ availableStock: 10 })
  const before = purchaseOf([cup, 4])
  await reserveStock(before)
  await stock({ id: cup.id, availableStock: 0 })
  const after = purchaseOf([cup, 1])
  await reserveStock(after)
  expect(await findReservation(after.orderId)).toMatchObject({ status: 'REJECTED' })
  await releaseStock(before)
  expect(await stockOf(cup.id)).toBe(4)
})

test.each([
  'many',
  -3,
  2.5,
  null,
])('a product whose stock is %s is short, and takes nothing back', async (bad) => {
  const [cup, pan] = [await stock({ availableStock: 10 }), await stock({ availableStock: 10 })]
  const before = purchaseOf([cup, 1], [pan, 1])
  await reserveStock(before)
  const Item = { id: pan.id, availableStock: bad }
  await dynamo.send(new PutCommand({ TableName: Resource.ProductTable.name, Item }))
  const after = purchaseOf([cup, 1], [pan, 3])
  await reserveStock(after)
  expect(await findReservation(after.orderId)).toMatchObject({
    status: 'REJECTED',
    shortages: [{ productId: pan.id, available: 0 }],
  })
  expect(await releaseStock(before)).toMatchObject({ status: 'RELEASED' })
  expect(await stockOf(cup.id)).toBe(10)
})
