import { ulid } from 'ulid'
import { expect, test, vi } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper, purchaseOf } from '../../tests/purchases'
import { setBasket } from '../basket/change-basket'
import { orderDateOf } from '../checkout/checkout'
import { checkoutBasket } from '../checkout/checkout-basket'
import { mintCheckoutId } from '../checkout/checkout-id'
import { findCheckout, listOpenCheckouts } from '../checkout/store'
import type { Detail, EventOf, EventType } from '../events'
import { findOrder, listOrders, type OrdersPage } from './find-orders'
import { versionOf } from './orders-version'
import { recordEvent } from './record-event'

embeddedAws()

type Purchase = Detail<'CheckoutBasket'>

const record = <T extends EventType>(type: T, detail: Detail<T>) =>
  recordEvent({ type, detail, eventId: 'e', time: '2026-01-01T00:00:00Z' } as EventOf<EventType>)
const placed = (purchase: Purchase) => record('CheckoutBasket', purchase)
const paid = ({ userName, orderId, orderDate, totalPrice: amount }: Purchase) =>
  record('PaymentCompleted', { userName, orderId, orderDate, amount, paymentId: `PAY-${orderId}` })

async function settle(purchase: Purchase) {
  await placed(purchase)
  await paid(purchase)
  const { userName, orderId, orderDate, items } = purchase
  await record('StockReserved', { userName, orderId, orderDate, items })
}

/** A purchase of that moment. */
async function purchaseAt(ms: number, userName: string, orderId = mintCheckoutId()) {
  return {
    ...purchaseOf([await stock(), 1]),
    userName,
    orderId,
    orderDate: orderDateOf(new Date(ms), orderId),
  }
}

/** A purchase of two of one product, which no consumer has heard of. */
async function checkedOut({ userName = newShopper(), clockSetBy = 0 } = {}) {
  await setBasket(userName, [{ productId: (await stock()).id, quantity: 2 }])
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + clockSetBy })
  const answer = await checkoutBasket({ userName }).finally(() => vi.useRealTimers())
  const checkout = answer.ok && (await findCheckout(answer.orderId))
  if (!checkout) throw new Error('refused')
  const orderId = checkout.checkoutId
  return { userName, orderId, detail: { ...checkout, orderId } }
}

test('a page is full as long as there are orders; one whose payment came before it is not shown yet', async () => {
  const userName = newShopper()
  for (let second = 0; second < 4; second++) {
    const purchase = await purchaseAt(Date.UTC(2026, 0, 1, 0, 0, second), userName)
    await (second < 2 ? placed(purchase) : paid(purchase))
  }
  expect(await listOrders(userName, { limit: 2 })).toHaveLength(2)
  expect(await listOrders(userName)).toHaveLength(2)
})

test('finds an order by its id for its owner only', async () => {
  const mine = purchaseOf([await stock(), 1])
  await placed(mine)
  const open = await checkedOut()
  for (const { userName, orderId } of [mine, open]) {
    expect(await findOrder(userName, orderId)).toMatchObject({ status: 'PLACED', settled: false })
    expect(await findOrder(newShopper(), orderId)).toBeUndefined()
  }
  expect(await findOrder(mine.userName, 'ORD-nothing')).toBeUndefined()
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
  const buyers = Array.from({ length: 12 }, async () => {
    for (let order = 0; order < 5; order++) {
      const { userName, orderId } = await checkedOut()
      expect((await listOrders(userName)).map((listed) => listed.orderId)).toEqual([orderId])
    }
  })
  await Promise.all(buyers)
})

test('own open checkouts and orders are one list, newest first, by page and since a date', async () => {
  const userName = newShopper()
  const orderIds: string[] = []
  for (let index = 0; index < 6; index++) {
    const { orderId, detail } = await checkedOut({ userName })
    if (index % 2 === 0) await placed(detail)
    orderIds.unshift(orderId)
  }
  await placed(purchaseOf([await stock(), 1]))
  const idsOf = async (page: OrdersPage) => (await listOrders(userName, page)).map(({ orderId }) => orderId)
  const all = await listOrders(userName)
  expect(all.map(({ orderId }) => orderId)).toEqual(orderIds)
  expect(await idsOf({ limit: 2 })).toEqual(orderIds.slice(0, 2))
  expect(await idsOf({ limit: 2, before: all[1]?.orderDate })).toEqual(orderIds.slice(2, 4))
  expect(await idsOf({ limit: 2, after: all[4]?.orderDate })).toEqual(orderIds.slice(2, 4))
  expect(await idsOf({ limit: 3, after: all[1]?.orderDate })).toEqual(orderIds.slice(0, 1))
  expect(await idsOf({ limit: 3, after: all[0]?.orderDate })).toEqual([])
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
  const purchase = await purchaseAt(begun - 10 * 60_000, newShopper(), `ORD-${ulid(begun)}`)
  await settle(purchase)
  expect(await findOrder(purchase.userName, purchase.orderId)).toMatchObject({ status: 'CONFIRMED' })
  expect(await findOrder(newShopper(), purchase.orderId)).toBeUndefined()
})

test('an order whose basket was begun days before is found, whatever was placed again meanwhile', async () => {
  const userName = newShopper()
  const begun = Date.now() - 30 * 24 * 3_600_000
  for (let day = 1; day < 5; day++)
    await placed(
      await purchaseAt(
        begun + day * 24 * 3_600_000 + 60_000,
        userName,
        `ORD-${ulid(begun + day * 24 * 3_600_000)}`,
      ),
    )
  const purchase = await purchaseAt(begun + 5 * 24 * 3_600_000, userName, `ORD-${ulid(begun)}`)
  await settle(purchase)
  expect(await findOrder(userName, purchase.orderId)).toMatchObject({ status: 'CONFIRMED' })
})

test('finds each of several orders by its id, whatever was placed before and after it', async () => {
  const userName = newShopper()
  const orderIds: string[] = []
  for (let minute = 0; minute < 9; minute++) {
    const at = Date.UTC(2026, 0, 1, 0, minute)
    const purchase = await purchaseAt(at + 500, userName, `ORD-${ulid(at)}`)
    await placed(purchase)
    orderIds.push(purchase.orderId)
  }
  for (const orderId of orderIds) expect(await findOrder(userName, orderId)).toMatchObject({ orderId })
})
