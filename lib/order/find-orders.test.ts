import { ulid } from 'ulid'
import { expect, test, vi } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper, purchaseOf } from '../../tests/purchases'
import { setBasket } from '../basket/change-basket'
import { orderDateOf } from '../checkout/checkout'
import { checkoutBasket } from '../checkout/checkout-basket'
import { findCheckout, listOpenCheckouts } from '../checkout/store'
import type { EventOf } from '../events'
import { findOrder, listOrders, type OrdersPage } from './find-orders'
import { versionOf } from './orders-version'
import { recordEvent } from './record-event'

embeddedAws()

const placed = (detail: EventOf<'CheckoutBasket'>['detail']) =>
  recordEvent({ type: 'CheckoutBasket', detail, eventId: 'e', time: '2026-01-01T00:00:00Z' })

async function settle(detail: EventOf<'CheckoutBasket'>['detail']) {
  const { userName, orderId, orderDate, items, totalPrice: amount } = detail
  const known = { userName, orderId, orderDate }
  const told = { eventId: 'e', time: orderDate }
  await placed(detail)
  const payment = { ...known, amount, paymentId: `PAY-${orderId}` }
  await recordEvent({ type: 'PaymentCompleted', detail: payment, ...told })
  await recordEvent({ type: 'StockReserved', detail: { ...known, items }, ...told })
}

/** A purchase of two of one product, which no consumer has heard of. */
async function checkedOut({ userName = newShopper(), clockSetBy = 0 } = {}) {
  const cup = await stock()
  await setBasket(userName, [{ productId: cup.id, quantity: 2 }])
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + clockSetBy })
  const { orderId = '' } = await checkoutBasket({ userName })
    .then((answer) => (answer.ok ? answer : { orderId: undefined }))
    .finally(() => vi.useRealTimers())
  const checkout = await findCheckout(orderId)
  if (!checkout) throw new Error('refused')
  return { userName, orderId, detail: { ...checkout, orderId } }
}

test('lists own orders newest first, page by page', async () => {
  const cup = await stock()
  const userName = newShopper()
  const days = ['2026-01-01', '2026-01-02', '2026-01-03']
  for (const day of days) {
    const purchase = purchaseOf([cup, 1])
    const orderDate = orderDateOf(new Date(`${day}T10:00:00Z`), purchase.orderId)
    await placed({ ...purchase, userName, orderDate })
  }
  await placed(purchaseOf([cup, 1]))

  const first = await listOrders(userName, { limit: 2 })
  const rest = await listOrders(userName, { limit: 2, before: first.at(-1)?.orderDate })
  expect([...first, ...rest].map(({ orderDate }) => orderDate.slice(0, 10))).toEqual(days.toReversed())
})

test('a page is full as long as there are orders, whatever has yet to be placed', async () => {
  const cup = await stock()
  const userName = newShopper()
  for (let second = 0; second < 4; second++) {
    const purchase = { ...purchaseOf([cup, 1]), userName }
    const orderDate = orderDateOf(new Date(Date.UTC(2026, 0, 1, 0, 0, second)), purchase.orderId)
    const { orderId, totalPrice: amount } = purchase
    const payment = { userName, orderId, orderDate, amount, paymentId: `PAY-${orderId}` }
    if (second < 2) await placed({ ...purchase, orderDate })
    else await recordEvent({ type: 'PaymentCompleted', detail: payment, eventId: 'e', time: orderDate })
  }
  expect(await listOrders(userName, { limit: 2 })).toHaveLength(2)
})

test('an order whose payment came before the order itself is not shown yet', async () => {
  const purchase = purchaseOf([await stock(), 1])
  const { userName, orderId, orderDate, totalPrice: amount } = purchase
  const detail = { userName, orderId, orderDate, amount, paymentId: `PAY-${orderId}` }
  await recordEvent({ type: 'PaymentCompleted', detail, eventId: 'e', time: '2026-01-01T00:00:00Z' })
  expect(await listOrders(userName)).toEqual([])
})

test('finds an order by its id for its owner only', async () => {
  const mine = purchaseOf([await stock(), 1])
  await placed(mine)
  expect(await findOrder(mine.userName, mine.orderId)).toMatchObject({ status: 'PLACED', settled: false })
  expect(await findOrder(newShopper(), mine.orderId)).toBeUndefined()
  expect(await findOrder(mine.userName, 'ORD-nothing')).toBeUndefined()
})

test('an order shows as placed from the moment of checkout, to its owner only', async () => {
  const cup = await stock()
  const userName = newShopper()
  await setBasket(userName, [{ productId: cup.id, quantity: 2 }])
  const checkedOut = await checkoutBasket({ userName })
  const orderId = checkedOut.ok ? checkedOut.orderId : ''
  expect(await findOrder(userName, orderId)).toMatchObject({ status: 'PLACED', totalPrice: 2000 })
  expect(await findOrder(newShopper(), orderId)).toBeUndefined()
})

test('an order is listed from the moment of checkout, once, until its row says more', async () => {
  const { userName, orderId, detail } = await checkedOut()
  const shown = await listOrders(userName)
  expect(shown).toMatchObject([{ orderId, status: 'PLACED', settled: false, totalPrice: 2000 }])

  await placed(detail)
  expect(versionOf(await listOrders(userName))).toBe(versionOf(shown))
  await settle(detail)
  expect(await listOrders(userName)).toMatchObject([{ orderId, status: 'CONFIRMED' }])
  expect(await listOpenCheckouts(userName, { limit: 1 })).toEqual([])
})

test('sixty of sixty accepted orders are listed at once', async () => {
  const checkedOuts = await Promise.all(Array.from({ length: 60 }, checkedOut))
  const listed = await Promise.all(checkedOuts.map(({ userName }) => listOrders(userName)))
  expect(listed.map((orders) => orders.map(({ orderId }) => orderId))).toEqual(
    checkedOuts.map(({ orderId }) => [orderId]),
  )
})

test('open checkouts and orders are one list, by page and since a date', async () => {
  const userName = newShopper()
  const orderIds: string[] = []
  for (let index = 0; index < 6; index++) {
    const { orderId, detail } = await checkedOut({ userName })
    if (index % 2 === 0) await placed(detail)
    orderIds.unshift(orderId)
  }
  const idsOf = async (page: OrdersPage) => (await listOrders(userName, page)).map(({ orderId }) => orderId)
  const all = await listOrders(userName)
  expect(all.map(({ orderId }) => orderId)).toEqual(orderIds)
  expect(await idsOf({ limit: 2 })).toEqual(orderIds.slice(0, 2))
  expect(await idsOf({ limit: 2, before: all[1]?.orderDate })).toEqual(orderIds.slice(2, 4))
  expect(await idsOf({ since: all[2]?.orderDate })).toEqual(orderIds.slice(0, 3))
})

test.each([
  ['back', -10],
  ['forward', 10],
])('an order whose clock was set %s after its basket was begun is found as it is', async (_, minutes) => {
  const { userName, orderId, detail } = await checkedOut({ clockSetBy: minutes * 60_000 })
  expect(await findOrder(userName, orderId)).toMatchObject({ status: 'PLACED' })
  await settle(detail)
  expect(await findOrder(userName, orderId)).toMatchObject({ status: 'CONFIRMED' })
})

test('an order is found after its checkout has expired, whatever clock it was placed by', async () => {
  const begun = Date.now() - 20 * 24 * 3_600_000
  const purchase = { ...purchaseOf([await stock(), 1]), orderId: `ORD-${ulid(begun)}` }
  const orderDate = orderDateOf(new Date(begun - 10 * 60_000), purchase.orderId)
  await settle({ ...purchase, orderDate })
  expect(await findOrder(purchase.userName, purchase.orderId)).toMatchObject({ status: 'CONFIRMED' })
  expect(await findOrder(newShopper(), purchase.orderId)).toBeUndefined()
})

test('finds each of several orders by its id, whatever was placed before and after it', async () => {
  const cup = await stock()
  const userName = newShopper()
  const orderIds: string[] = []
  for (let minute = 0; minute < 9; minute++) {
    const at = Date.UTC(2026, 0, 1, 0, minute)
    const purchase = { ...purchaseOf([cup, 1]), userName, orderId: `ORD-${ulid(at)}` }
    await placed({ ...purchase, orderDate: orderDateOf(new Date(at + 500), purchase.orderId) })
    orderIds.push(purchase.orderId)
  }
  for (const orderId of orderIds) expect(await findOrder(userName, orderId)).toMatchObject({ orderId })
})
