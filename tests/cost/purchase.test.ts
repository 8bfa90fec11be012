import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setBasket } from '../../lib/basket/change-basket'
import { checkoutBasket } from '../../lib/checkout/checkout-basket'
import { listOrders } from '../../lib/order/find-orders'
import { embeddedAws, stock } from '../embedded-aws'
import { newGuest } from '../purchases'
import { tableOf, totalOf } from './cost-table'
import { meterClients } from './meter'
import { deliver, type Step, step } from './steps'

embeddedAws()
beforeAll(meterClients)
afterEach(() => vi.unstubAllEnvs())

const approve = (share: '0' | '1') => vi.stubEnv('PAYMENT_SUCCESS_RATE', share)

async function shopperWithTwoLines() {
  const teapot = await stock({ name: 'Ember Teapot', price: 34.5, image: '/products/ember-teapot.webp' })
  const jeans = await stock({ name: 'Everyday Jeans', price: 79, image: '/products/everyday-jeans.webp' })
  const userName = newGuest()
  const basket = await setBasket(userName, [
    { productId: teapot.id, quantity: 2 },
    { productId: jeans.id, quantity: 1 },
  ])
  if (!basket.ok) throw new Error(basket.reason)
  return { userName, checkoutId: basket.basket.checkoutId, teapot }
}

type Shopper = Awaited<ReturnType<typeof shopperWithTwoLines>>

const checkout = ({ userName, checkoutId }: Shopper) =>
  step('checkout', async () => {
    const checkedOut = await checkoutBasket({ userName, checkoutId })
    if (!checkedOut.ok) throw new Error(checkedOut.reason)
  })

async function poll({ userName }: Shopper, status: string): Promise<Step[]> {
  const polls: Step[] = []
  for (const at of ['5 s', '10 s', '15 s'])
    polls.push(
      await step(`My Orders after ${at}`, async () =>
        expect(await listOrders(userName)).toMatchObject([{ status, settled: true }]),
      ),
    )
  return polls
}

test('a purchase of two lines costs at most 20 write units, 6 read units and 30 AWS calls', async () => {
  approve('1')
  const shopper = await shopperWithTwoLines()
  const steps = [
    await checkout(shopper),
    await deliver('OrderQueue'),
    await deliver('InventoryQueue'),
    await deliver('PaymentQueue'),
    await deliver('OrderQueue'),
    await deliver('OrderQueue'),
    ...(await poll(shopper, 'CONFIRMED')),
  ]
  expect(tableOf(steps)).toMatchInlineSnapshot(`
    "step                             calls written   read  made of
    checkout                             4       6      3  GetItem, BatchGetItem, TransactWriteItems, PutEvents
    order: CheckoutBasket                3       1      0  UpdateItem, ReceiveMessage, DeleteMessage
    inventory: CheckoutBasket            4       6      0  TransactWriteItems, PutEvents, ReceiveMessage, DeleteMessage
    payment: CheckoutBasket              5       2      0  PutItem, UpdateItem, PutEvents, ReceiveMessage, DeleteMessage
    order: StockReserved                 3       1      0  UpdateItem, ReceiveMessage, DeleteMessage
    order: PaymentCompleted              4       4      0  UpdateItem, UpdateItem, ReceiveMessage, DeleteMessage
    My Orders after 5 s                  2       0      1  Query, Query
    My Orders after 10 s                 2       0      1  Query, Query
    My Orders after 15 s                 2       0      1  Query, Query
    total                               29      20      6"
  `)
  const { calls, written, read } = totalOf(steps)
  expect(written).toBeLessThanOrEqual(20)
  expect(read).toBeLessThanOrEqual(6)
  expect(calls).toBeLessThanOrEqual(30)
})

test('a declined purchase costs what it takes to give the stock back', async () => {
  approve('0')
  const shopper = await shopperWithTwoLines()
  const steps = [
    await checkout(shopper),
    await deliver('OrderQueue'),
    await deliver('InventoryQueue'),
    await deliver('PaymentQueue'),
    await deliver('OrderQueue'),
    await deliver('OrderQueue'),
    await deliver('InventoryQueue'),
    await deliver('OrderQueue'),
    ...(await poll(shopper, 'PAYMENT_FAILED')),
  ]
  expect(tableOf(steps)).toMatchInlineSnapshot(`
    "step                             calls written   read  made of
    checkout                             4       6      3  GetItem, BatchGetItem, TransactWriteItems, PutEvents
    order: CheckoutBasket                3       1      0  UpdateItem, ReceiveMessage, DeleteMessage
    inventory: CheckoutBasket            4       6      0  TransactWriteItems, PutEvents, ReceiveMessage, DeleteMessage
    payment: CheckoutBasket              5       2      0  PutItem, UpdateItem, PutEvents, ReceiveMessage, DeleteMessage
    order: StockReserved                 3       1      0  UpdateItem, ReceiveMessage, DeleteMessage
    order: PaymentFailed                 3       1      0  UpdateItem, ReceiveMessage, DeleteMessage
    inventory: PaymentFailed             5       7      0  PutItem, TransactWriteItems, PutEvents, ReceiveMessage, DeleteMessage
    order: StockReleased                 4       4      0  UpdateItem, UpdateItem, ReceiveMessage, DeleteMessage
    My Orders after 5 s                  2       0      1  Query, Query
    My Orders after 10 s                 2       0      1  Query, Query
    My Orders after 15 s                 2       0      1  Query, Query
    total                               37      28      6"
  `)
})

test('a purchase whose stock went meanwhile costs what it takes to give the money back', async () => {
  approve('1')
  const shopper = await shopperWithTwoLines()
  const steps = [await checkout(shopper)]
  await stock({ ...shopper.teapot, price: 34.5, availableStock: 1 })
  steps.push(
    await deliver('OrderQueue'),
    await deliver('InventoryQueue'),
    await deliver('PaymentQueue'),
    await deliver('OrderQueue'),
    await deliver('OrderQueue'),
    await deliver('PaymentQueue'),
    await deliver('OrderQueue'),
    ...(await poll(shopper, 'OUT_OF_STOCK')),
  )
  expect(tableOf(steps)).toMatchInlineSnapshot(`
    "step                             calls written   read  made of
    checkout                             4       6      3  GetItem, BatchGetItem, TransactWriteItems, PutEvents
    order: CheckoutBasket                3       1      0  UpdateItem, ReceiveMessage, DeleteMessage
    inventory: CheckoutBasket            5       7      0  TransactWriteItems, PutItem, PutEvents, ReceiveMessage, DeleteMessage
    payment: CheckoutBasket              5       2      0  PutItem, UpdateItem, PutEvents, ReceiveMessage, DeleteMessage
    order: StockRejected                 3       1      0  UpdateItem, ReceiveMessage, DeleteMessage
    order: PaymentCompleted              3       1      0  UpdateItem, ReceiveMessage, DeleteMessage
    payment: StockRejected               6       3      0  PutItem, UpdateItem, UpdateItem, PutEvents, ReceiveMessage, DeleteMessage
    order: PaymentRefunded               4       4      0  UpdateItem, UpdateItem, ReceiveMessage, DeleteMessage
    My Orders after 5 s                  2       0      1  Query, Query
    My Orders after 10 s                 2       0      1  Query, Query
    My Orders after 15 s                 2       0      1  Query, Query
    total                               39      25      6"
  `)
})
