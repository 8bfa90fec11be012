import { ulid } from 'ulid'
import { expect, test, vi } from 'vitest'
import { embeddedAws, receive, rowsOf, stock } from '../../tests/embedded-aws'
import { newShopper, purchaseOf } from '../../tests/purchases'
import { setBasket } from '../basket/change-basket'
import { findBasket } from '../basket/store'
import type { Detail, EventOf, EventType } from '../events'
import { Money } from '../money'
import { findOrder } from '../order/find-orders'
import { recordEvent } from '../order/record-event'
import type { Product } from '../product/product'
import { checkoutBasket } from './checkout-basket'
import { mintCheckoutId } from './checkout-id'
import { retryOrder } from './retry-order'
import { findCheckout } from './store'

embeddedAws()

const record = <T extends EventType>(type: T, detail: Detail<T>) =>
  recordEvent({ type, detail, eventId: 'e', time: '2026-01-01T00:00:00Z' } as EventOf<EventType>)

type Wanted = [product: Product, quantity: number]
type Given = { over?: boolean } & Partial<Detail<'CheckoutBasket'>>

/** An order whose payment has failed, and whose stock has come back or, where it is not `over`, will. */
async function declined(wanted: Wanted[], { over = true, ...options }: Given = {}) {
  const purchase = { ...purchaseOf(...wanted), ...options }
  const { totalPrice: amount, items, userName, orderId, orderDate } = purchase
  const order = { userName, orderId, orderDate }
  await record('CheckoutBasket', purchase)
  await record('StockReserved', { ...order, items })
  const failureReason = 'card_declined'
  await record('PaymentFailed', { ...order, amount, paymentId: `PAY-${order.orderId}`, failureReason })
  if (over) await record('StockReleased', { ...order, items })
  return { userName, orderId }
}

const checkoutsOf = async (userName: string) =>
  (await rowsOf('CheckoutTable')).filter((row) => row.userName === userName)

test('what can still be had is checked out again at the prices of now, and the basket stays as it is', async () => {
  const [cup, pot, gone] = [await stock({ price: 10 }), await stock(), await stock({ price: 3 })]
  const order = await declined([
    [cup, 2],
    [pot, 3],
    [gone, 1],
  ])
  const { userName } = order
  await setBasket(userName, [{ productId: cup.id, quantity: 5 }])
  const basket = await findBasket(userName)
  await stock({ id: cup.id, name: 'Better Cup', price: 12.5 })
  await stock({ id: pot.id, availableStock: 1 })
  await stock({ id: gone.id, availableStock: 0 })

  const checkoutId = mintCheckoutId()
  const retried = await retryOrder({ ...order, checkoutId, paymentMethod: 'paypal' })
  expect(retried).toMatchObject({ ok: true, orderId: checkoutId, totalPrice: 3500 })
  const items = [
    { productId: cup.id, productName: 'Better Cup', price: 12.5, quantity: 2 },
    { productId: pot.id, price: 10, quantity: 1 },
  ]
  const detail = { userName, orderId: checkoutId, totalPrice: 35, paymentMethod: 'paypal', items }
  expect(await receive('PaymentQueue', 1)).toMatchObject([{ type: 'CheckoutBasket', detail }])
  expect(await findOrder(userName, checkoutId)).toMatchObject({ status: 'PLACED', totalPrice: 3500 })
  expect(await findOrder(userName, order.orderId)).toMatchObject({ status: 'PAYMENT_FAILED' })
  expect(await findBasket(userName)).toEqual(basket)
})

test('it goes where the declined order was to go, at the price that its delivery has now', async () => {
  const cup = await stock({ price: 10 })
  const contact = { name: 'Ada', email: 'ada@example.com', country: 'HK', address: ['1 Queen’s Road'] }
  const delivery = { option: 'express', price: Money.parse(1) }
  const order = await declined([[cup, 1]], { contact, delivery, totalPrice: Money.parse(11) })
  const checkoutId = mintCheckoutId()
  const retry = () => retryOrder({ ...order, checkoutId, expectedTotal: Money.parse(22) })
  expect(await retry()).toMatchObject({ ok: true, totalPrice: 2200 })
  expect(await findCheckout(checkoutId)).toMatchObject({
    contact,
    delivery: { option: 'express', price: 1200 },
  })
})

test('asked for five times at once and once more when the stock is gone, it is one checkout and one answer', async () => {
  const cup = await stock()
  const order = await declined([[cup, 1]])
  const request = { ...order, checkoutId: mintCheckoutId(), paymentMethod: 'paypal' as const }
  const answers = await Promise.all(Array.from({ length: 5 }, () => retryOrder(request)))
  await stock({ id: cup.id, price: 99, availableStock: 0 })
  answers.push(await retryOrder({ ...request, expectedTotal: Money.parse(1) }))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ ok: true, totalPrice: 1000 })
  expect(await checkoutsOf(order.userName)).toHaveLength(1)
})

test('an order that is not the shopper’s, not declined or not over is not checked out again', async () => {
  const cup = await stock()
  const theirs = await declined([[cup, 1]])
  const early = await declined([[cup, 1]], { over: false })
  const open = purchaseOf([cup, 1])
  await record('CheckoutBasket', open)
  const { userName } = open
  for (const order of [{ ...theirs, userName }, early, open, { userName, orderId: mintCheckoutId() }])
    expect(await retryOrder({ ...order, checkoutId: mintCheckoutId() })).toEqual({
      ok: false,
      reason: 'not_declined',
    })
  expect(await checkoutsOf(userName)).toEqual([])
})

test('a checkoutId of another shopper, of the basket, of last week or of nobody is refused', async () => {
  const cup = await stock()
  const order = await declined([[cup, 1]])
  await setBasket(order.userName, [{ productId: cup.id, quantity: 1 }])
  const theirs = newShopper()
  await setBasket(theirs, [{ productId: cup.id, quantity: 1 }])
  const placed = await checkoutBasket({ userName: theirs })
  const dayMs = 24 * 3_600_000
  for (const checkoutId of [
    placed.ok ? placed.orderId : '',
    (await findBasket(order.userName))?.checkoutId ?? '',
    `ORD-${ulid(Date.now() - dayMs - 1_000)}`,
    `ORD-${ulid(Date.now() + dayMs + 60_000)}`,
    'ORD-1',
  ])
    expect(await retryOrder({ ...order, checkoutId }), checkoutId).toEqual({
      ok: false,
      reason: 'unknown_checkout',
    })
  expect(await checkoutsOf(order.userName)).toEqual([])
})

test('another total than the expected one is refused, and so is an order of which nothing is left', async () => {
  const cup = await stock({ price: 10 })
  const order = await declined([[cup, 2]])
  const again = () => retryOrder({ ...order, checkoutId: mintCheckoutId(), expectedTotal: Money.parse(20) })
  await stock({ id: cup.id, price: 12.5 })
  expect(await again()).toEqual({ ok: false, reason: 'total_changed', totalPrice: 2500 })
  await stock({ id: cup.id, availableStock: 0 })
  expect(await again()).toEqual({ ok: false, reason: 'nothing_left' })
  expect(await checkoutsOf(order.userName)).toEqual([])
})

test('a try again that nobody has published is placed all the same, and published when it is asked for again', async () => {
  const order = await declined([[await stock(), 1]])
  const request = { ...order, checkoutId: mintCheckoutId() }
  vi.stubEnv('SST_RESOURCE_SwnEventBus', '')
  const placed = await retryOrder(request)
  vi.unstubAllEnvs()
  expect(placed).toMatchObject({ ok: true })
  expect(await findCheckout(request.checkoutId)).toHaveProperty('dueAt')
  const published = async () =>
    (await receive('InventoryQueue', 1)).map(({ detail }) => detail.orderId).includes(request.checkoutId)
  expect(await retryOrder(request)).toEqual(placed)
  await vi.waitUntil(published)
})

test('an order of a guest who the shopper was is placed again under the name of now', async () => {
  const order = await declined([[await stock(), 1]])
  const again = { userName: newShopper(), orderId: order.orderId, checkoutId: mintCheckoutId() }
  expect(await retryOrder(again)).toMatchObject({ ok: false, reason: 'not_declined' })
  expect(await retryOrder({ ...again, linked: [order.userName] })).toMatchObject({ ok: true })
  expect(await checkoutsOf(again.userName)).toHaveLength(1)
})
