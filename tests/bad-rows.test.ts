import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { beforeAll, expect, test, vi } from 'vitest'
import { cartViewOf } from '../app/_server/cart-view'
import { dynamo } from '../lib/aws/dynamo'
import { buyAgain } from '../lib/basket/buy-again'
import { acceptBasket, addToBasket, setBasket } from '../lib/basket/change-basket'
import { findBasket } from '../lib/basket/store'
import { checkoutBasket } from '../lib/checkout/checkout-basket'
import { endOfTime, reconcileCheckouts } from '../lib/checkout/reconcile-checkouts'
import { findCheckout } from '../lib/checkout/store'
import type { EventOf, EventType } from '../lib/events'
import { paymentIdOf } from '../lib/ids'
import { findOrder, listOrders } from '../lib/order/find-orders'
import { orderJson } from '../lib/order/order'
import { recordEvent } from '../lib/order/record-event'
import { browseCatalogue, relatedProducts } from '../lib/product/browse-catalogue'
import { findProduct, findProducts } from '../lib/product/store'
import { reserveStock } from '../lib/reservation/reserve-stock'
import { embeddedAws, stock } from './embedded-aws'
import { newShopper, purchaseOf } from './purchases'
import { totalOfMetric, writtenLines } from './written-lines'

vi.mock('server-only', () => ({}))
vi.hoisted(() => Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'INFO' }))
const written = writtenLines()
embeddedAws()

type Row = Record<string, unknown>
type Table = 'ProductTable' | 'BasketTable' | 'OrderTable' | 'CheckoutTable'

const put = (table: Table, Item: Row) =>
  dynamo.send(new PutCommand({ TableName: Resource[table].name, Item }))

const unreadable = () => written.filter(({ message }) => message === 'Row not understood')

/** Each line names table, key and field, and each row is counted. */
function expectReported(table: Table, key: string, field: string) {
  expect(unreadable()).toContainEqual(
    expect.objectContaining({
      table: Resource[table].name,
      key: expect.stringContaining(key),
      fields: expect.stringContaining(field),
    }),
  )
  expect(totalOfMetric(written, 'RowsUnreadable')).toBe(unreadable().length)
}

const secret = 'whatever-stands-in-it'
const whole = { description: 'One of them', price: 10, category: 'Tech', availableStock: 5 }

/** What is wrong with each, and the field that it is said of. */
const badProducts: [what: string, row: Row, field: string][] = [
  ['a price of 9.995', { ...whole, name: 'Odd', price: 9.995 }, 'price'],
  ['a price below zero', { ...whole, name: 'Odd', price: -1 }, 'price'],
  ['a price in words', { ...whole, name: 'Odd', price: secret }, 'price'],
  ['no price', { ...whole, name: 'Odd', price: undefined }, 'price'],
  ['no name', { ...whole, name: undefined }, 'name'],
  ['stock in words', { ...whole, name: 'Odd', availableStock: 'many' }, 'availableStock'],
  ['stock below zero', { ...whole, name: 'Odd', availableStock: -3 }, 'availableStock'],
  ['half a piece in stock', { ...whole, name: 'Odd', availableStock: 2.5 }, 'availableStock'],
  ['no category', { ...whole, name: 'Odd', category: undefined }, 'category'],
  ['a picture that is a number', { ...whole, name: 'Odd', image: 5 }, 'image'],
  ['a description that is a list', { ...whole, name: 'Odd', description: [secret] }, 'description'],
]
const badId = (index: number) => `bad-${index}`
const good = ['good-0', 'good-1', 'good-2']

beforeAll(async () => {
  for (const id of good) await stock({ id, name: `Good ${id}`, category: 'Tech' })
  await stock({ id: 'more', name: 'Has more', category: 'Desk' })
  for (const [index, [, row]] of badProducts.entries())
    await put('ProductTable', { ...row, id: badId(index) })
  await dynamo.send(
    new UpdateCommand({
      TableName: Resource.ProductTable.name,
      Key: { id: 'more' },
      UpdateExpression: 'SET supplier = :new',
      ExpressionAttributeValues: { ':new': { name: 'of newer code' } },
    }),
  )
})

const started = Date.now()
const at = (second: number) => new Date(started + second * 1_000).toISOString()

test('products that cannot be read are left out of catalogue, search and related, and no others', async () => {
  const ids = async (wish: Parameters<typeof browseCatalogue>[0]) =>
    (await browseCatalogue(wish)).products.map(({ id }) => id).sort()
  expect(await ids({})).toEqual([...good, 'more'])
  expect(await ids({ category: 'Tech' })).toEqual(good)
  expect(await ids({ q: 'good' })).toEqual(good)
  expect(await ids({ q: 'odd' })).toEqual([])
  expect((await relatedProducts({ id: 'good-0', category: 'Tech' })).map(({ id }) => id)).toEqual([
    'good-1',
    'good-2',
  ])
})

test.each(
  badProducts.map(([what, , field], index) => [what, badId(index), field] as const),
)('a product with %s is not there, and is reported by table, key and field alone', async (_, id, field) => {
  expect(await findProduct(id)).toBeUndefined()
  expectReported('ProductTable', id, field)
  expect([...(await findProducts([id, 'good-0'])).keys()]).toEqual(['good-0'])
  expect(JSON.stringify(written)).not.toContain(secret)
})

test('a number that no double holds keeps back no row beside it', async () => {
  const TableName = Resource.ProductTable.name
  await stock({ id: 'huge', name: 'Huge' })
  for (const huge of ['9007199254740993.5', '1e100', '12345678901234567890']) {
    await dynamo.send(
      new UpdateItemCommand({
        TableName,
        Key: { id: { S: 'huge' } },
        UpdateExpression: 'SET reorderLevel = :huge',
        ExpressionAttributeValues: { ':huge': { N: huge } },
      }),
    )
    expect([...(await findProducts(['huge', 'good-1'])).keys()], huge).toEqual(['good-1'])
  }
})

test('a basket with a product that cannot be read shows its line as not to be had, and is changed and bought without it', async () => {
  const userName = newShopper()
  await stock({ id: 'spoilt', name: 'Spoilt' })
  await setBasket(userName, [
    { productId: 'good-0', quantity: 1 },
    { productId: 'spoilt', quantity: 2 },
  ])
  await put('ProductTable', { ...whole, id: 'spoilt', name: 'Spoilt', price: 9.995 })

  const basket = await findBasket(userName)
  if (!basket) throw new Error('no basket')
  const products = await findProducts(['good-0', 'spoilt'])
  expect(cartViewOf(basket, products, 'en-US').lines).toMatchObject([
    { productId: 'good-0', available: 100 },
    { productId: 'spoilt', name: 'Spoilt', available: 0, price: 1000 },
  ])
  expect(await addToBasket(userName, { productId: 'good-1', quantity: 1 })).toMatchObject({ ok: true })
  expect(await checkoutBasket({ userName })).toMatchObject({
    ok: false,
    shortages: [{ productId: 'spoilt', requested: 2, available: 0 }],
  })
  const { price } = (await findProduct('good-0')) ?? {}
  if (price === undefined) throw new Error('no price')
  expect(await acceptBasket(userName, (2 * price) as typeof price)).toMatchObject({ ok: true })
  expect(await checkoutBasket({ userName })).toMatchObject({ ok: true })
  expect(await buyAgain(newShopper(), basket.items)).toMatchObject({
    lines: [{ added: 1 }, { added: 0, why: 'not_sold' }],
  })
})

test('a line of a basket that cannot be read costs the others nothing', async () => {
  const userName = newShopper()
  const line = { productId: 'good-0', productName: 'Good', price: 10, quantity: 2 }
  const bad = [{ ...line, price: secret }, { productId: 'good-1' }, 'nothing', { ...line, quantity: 0 }]
  await put('BasketTable', {
    userName,
    items: [bad[0], line, ...bad.slice(1)],
    removed: secret,
    checkoutId: 'ORD-1',
    version: 3,
    expiresAt: 9_999_999_999,
  })
  expect((await findBasket(userName))?.items).toMatchObject([{ productId: 'good-0', quantity: 2 }])
  expectReported('BasketTable', 'ORD-1', 'items[0].price')
  expect(await addToBasket(userName, { productId: 'good-2', quantity: 1 })).toMatchObject({ ok: true })
  expect((await findBasket(userName))?.items.map(({ productId }) => productId)).toEqual(['good-0', 'good-2'])
  expect(JSON.stringify(unreadable())).not.toMatch(new RegExp(`${secret}|${userName}`))
})

test('a basket of which nothing can be read is none', async () => {
  const userName = newShopper()
  await put('BasketTable', { userName, items: 'none', version: 'first' })
  expect(await findBasket(userName)).toBeUndefined()
})

async function placed(userName: string, second: number, changed: Row = {}) {
  const { orderId, items, totalPrice } = purchaseOf([await stock(), 2])
  const stored = items.map((item) => ({ ...item, price: item.price / 100 }))
  const row = { orderId, userName, orderDate: at(second), totalPrice: totalPrice / 100, items: stored }
  await put('OrderTable', { ...row, history: [{ what: 'CheckoutBasket', at: at(second) }], ...changed })
  return orderId
}

test('orders that cannot be read keep back no other, in a list or by id', async () => {
  const userName = newShopper()
  const first = await placed(userName, 1)
  await placed(userName, 2, { totalPrice: secret })
  await placed(userName, 3, { items: [{ productId: 'x' }] })
  await placed(userName, 4, { history: 'long' })
  await placed(userName, 5, { orderId: 7 })
  const last = await placed(userName, 6)
  expect((await listOrders(userName)).map(({ orderId }) => orderId)).toEqual([last, first])
  expect(await listOrders(userName, { limit: 2 })).toHaveLength(2)
  expect(await findOrder(userName, last)).toMatchObject({ orderId: last })
  expectReported('OrderTable', at(2), 'totalPrice')
  expect(JSON.stringify(unreadable())).not.toMatch(new RegExp(`${secret}|${userName}`))
})

test('an order of sixty lines is shown', async () => {
  const userName = newShopper()
  const items = Array.from({ length: 60 }, (_, index) => ({
    productId: `p${index}`,
    productName: 'One of many',
    price: 1,
    quantity: 1,
  }))
  await placed(userName, 1, { items, totalPrice: 60 })
  expect(await listOrders(userName)).toMatchObject([{ items: { length: 60 } }])
})

const ofNewerCode = [
  { what: 'CheckoutBasket', at: at(0) },
  { what: 'ParcelSent', at: at(4), carrier: { name: 'post' } },
  { what: 'StockReserved', at: at(1) },
  'something else',
]

test('history of newer code is shown as such, and the status still follows from the facts', async () => {
  const userName = newShopper()
  const paid = {
    payment: { status: 'COMPLETED', paymentId: 'PAY-1', at: at(2), insured: true },
    inventory: { status: 'RESERVED', at: at(1), lines: [] },
  }
  const orderId = await placed(userName, 1, { ...paid, history: ofNewerCode })
  const [order] = await listOrders(userName)
  expect(order).toMatchObject({ orderId, status: 'CONFIRMED', settled: true })
  expect(order && orderJson(order).history.map(({ what }) => what)).toEqual([
    'CheckoutBasket',
    'StockReserved',
    'ParcelSent',
  ])
  expectReported('OrderTable', orderId, 'history[3]')
})

test('an order with a fact of newer code is shown as not settled', async () => {
  const userName = newShopper()
  const payment = { status: 'DISPUTED', paymentId: 'PAY-1', at: at(2) }
  const inventory = { status: 'BACKORDERED', at: at(2), lines: [] }
  await placed(userName, 1, { payment })
  await placed(userName, 2, { inventory })
  expect(await listOrders(userName)).toMatchObject([
    { status: 'PLACED', settled: false },
    { status: 'PLACED', settled: false },
  ])
})

async function checkOut() {
  const userName = newShopper()
  await setBasket(userName, [{ productId: 'good-0', quantity: 1 }])
  const placed = await checkoutBasket({ userName })
  if (!placed.ok) throw new Error(placed.reason)
  return { ...placed, userName }
}

const eventOf = <T extends EventType>(type: T, detail: EventOf<T>['detail']) =>
  ({ type, detail, eventId: 'e', time: at(9) }) as EventOf<T>

test('an order with history of newer code is settled and its checkout closed, each fact told once', async () => {
  const { userName, orderId, orderDate, totalPrice: amount } = await checkOut()
  await put('OrderTable', { userName, orderDate, orderId, history: ofNewerCode.slice(1, 2).concat('odd') })

  const { items = [] } = (await findCheckout(orderId)) ?? {}
  const who = { userName, orderId, orderDate }
  const payment = { ...who, paymentId: paymentIdOf(orderId), amount, at: at(2) }
  const refunded = eventOf('PaymentRefunded', { ...payment, failureReason: 'out_of_stock', at: at(3) })
  const completed = eventOf('PaymentCompleted', payment)
  await recordEvent(eventOf('CheckoutBasket', { ...who, totalPrice: amount, items, paymentMethod: 'card' }))
  await recordEvent(refunded)
  for (let time = 0; time < 3; time++) await recordEvent(completed)
  const shortages = [{ productId: 'good-0', requested: 1, available: 0 }]
  await recordEvent(eventOf('StockRejected', { ...who, items, shortages, at: at(1) }))

  const [order] = await listOrders(userName)
  expect(order).toMatchObject({ status: 'OUT_OF_STOCK', settled: true })
  expect(order?.history.map(({ what }) => what).sort()).toEqual([
    'CheckoutBasket',
    'ParcelSent',
    'PaymentCompleted',
    'PaymentRefunded',
    'StockRejected',
  ])
  expect(await findCheckout(orderId)).not.toHaveProperty('open')
})

test('checkouts that cannot be read keep no other from being published again', async () => {
  const { userName, orderId } = await checkOut()
  await reconcileCheckouts(endOfTime)
  const whole = (await findCheckout(orderId)) ?? {}
  const open = { ...whole, totalPrice: 10, items: [], dueAt: at(1), open: 'OPEN#3' }
  const bad: Row[] = [{}, { orderDate: secret }, { attempts: 'many' }, { paymentMethod: 5 }, { userName: [] }]
  for (const [index, row] of bad.entries()) {
    const checkoutId = `ORD-bad-${index}`
    await put('CheckoutTable', { ...open, ...row, checkoutId })
    expect(await findCheckout(checkoutId)).toBeUndefined()
    expect(await findOrder(userName, checkoutId)).toBeUndefined()
  }
  const { failed } = await reconcileCheckouts(endOfTime)
  expect(failed).toBe(bad.length)
  expect((await findCheckout(orderId))?.attempts).toBe(2)
  expectReported('CheckoutTable', 'ORD-bad-1', 'orderDate')
  expect(JSON.stringify(written)).not.toContain(secret)
})

test('stock that cannot be read is none, and the order is refused instead of failing', async () => {
  const product = await stock({ id: 'uncounted' })
  await put('ProductTable', { ...whole, id: 'uncounted', name: 'Uncounted', availableStock: 'many' })
  expect(await reserveStock(purchaseOf([product, 2]))).toMatchObject({
    status: 'REJECTED',
    shortages: [{ productId: 'uncounted', requested: 2, available: 0 }],
  })
})
