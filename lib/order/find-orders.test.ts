import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper, purchaseOf } from '../../tests/purchases'
import { setBasket } from '../basket/change-basket'
import { orderDateOf } from '../checkout/checkout'
import { checkoutBasket } from '../checkout/checkout-basket'
import type { EventOf } from '../events'
import { findOrder, listOrders } from './find-orders'
import { recordEvent } from './record-event'

embeddedAws()

const placed = (detail: EventOf<'CheckoutBasket'>['detail']) =>
  recordEvent({ type: 'CheckoutBasket', detail, eventId: 'e', time: '2026-01-01T00:00:00Z' })

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
  expect([...first, ...rest].map(({ orderDay }) => orderDay)).toEqual(days.toReversed())
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
