import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws, receive, rowsOf, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { dynamo } from '../aws/dynamo'
import { addToBasket, setBasket } from '../basket/change-basket'
import { findBasket, saveBasket } from '../basket/store'
import { Money } from '../money'
import type { Product } from '../product/product'
import { checkoutBasket } from './checkout-basket'
import { mintCheckoutId } from './checkout-id'
import { findCheckout, listOpenCheckouts } from './store'

embeddedAws()

async function shopperWith(...wanted: [product: Product, quantity: number][]) {
  const userName = newShopper()
  const changed = await setBasket(
    userName,
    wanted.map(([{ id }, quantity]) => ({ productId: id, quantity })),
  )
  if (!changed.ok) throw new Error(changed.reason)
  return { userName, checkoutId: changed.basket.checkoutId }
}

test('saves the basket, empties it, and publishes one event to all three queues', async () => {
  const cup = await stock({ price: 34.5 })
  const shopper = await shopperWith([cup, 2])
  const { userName, checkoutId: orderId } = shopper
  const placed = await checkoutBasket({ ...shopper, paymentMethod: 'paypal' })

  expect(placed).toMatchObject({ ok: true, orderId, totalPrice: 6900 })
  expect(await findBasket(userName)).toMatchObject({ items: [] })
  expect(await findCheckout(orderId)).toMatchObject({ attempts: 0, paymentMethod: 'paypal' })
  const queues = ['OrderQueue', 'InventoryQueue', 'PaymentQueue'] as const
  const delivered = (await Promise.all(queues.map((queue) => receive(queue, 1)))).flat()
  expect(new Set(delivered.map(({ body }) => body)).size).toBe(1)
  const items = [{ productId: cup.id, price: 34.5, quantity: 2 }]
  expect(delivered[0]).toMatchObject({
    type: 'CheckoutBasket',
    detail: { userName, orderId, totalPrice: 69, paymentMethod: 'paypal', items },
  })
})

const ada = {
  name: 'Ada',
  email: 'ada@example.com',
  country: 'GB',
  address: ['12 St James’s Square'],
  city: 'London',
  postcode: 'SW1Y 4LB',
}

test('express is paid for: its price is in the total, on a line of its own, and the contact travels along', async () => {
  const cup = await stock({ price: 34.5 })
  const shopper = await shopperWith([cup, 2])
  const wish = { ...shopper, delivery: 'express', contact: ada } as const
  const goods = Money.parse(69)
  expect(await checkoutBasket({ ...wish, expectedTotal: goods })).toEqual({
    ok: false,
    reason: 'total_changed',
    totalPrice: 8100,
  })
  const placed = await checkoutBasket({ ...wish, expectedTotal: Money.parse(81) })
  expect(placed).toMatchObject({ ok: true, totalPrice: 8100 })
  const delivery = { option: 'express', price: 12 }
  const detail = { totalPrice: 81, delivery, contact: ada, items: [{ price: 34.5, quantity: 2 }] }
  for (const queue of ['OrderQueue', 'InventoryQueue', 'PaymentQueue'] as const)
    expect(await receive(queue, 1)).toMatchObject([{ type: 'CheckoutBasket', detail }])
  const checkout = { totalPrice: 8100, delivery: { option: 'express', price: 1200 }, contact: ada }
  expect(await findCheckout(shopper.checkoutId)).toMatchObject(checkout)
  const [open] = await listOpenCheckouts(shopper.userName, { limit: 1 })
  expect(open).toMatchObject({ ...checkout, paymentMethod: 'card' })
})

test('a double click gets one answer and makes one checkout', async () => {
  const shopper = await shopperWith([await stock(), 1])
  const answers = await Promise.all(Array.from({ length: 5 }, () => checkoutBasket(shopper)))
  answers.push(await checkoutBasket(shopper))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]?.ok).toBe(true)
  const checkouts = (await rowsOf('CheckoutTable')).filter(({ userName }) => userName === shopper.userName)
  expect(checkouts).toHaveLength(1)
})

test('asked again it gives the same answer, though the basket is back and the stock is gone', async () => {
  const cup = await stock()
  const shopper = await shopperWith([cup, 1])
  const basket = await findBasket(shopper.userName)
  const placed = await checkoutBasket(shopper)
  await stock({ id: cup.id, availableStock: 0 })
  // As a row that has expired.
  const Key = { userName: shopper.userName }
  await dynamo.send(new DeleteCommand({ TableName: Resource.BasketTable.name, Key }))
  if (basket) await saveBasket({ ...basket, version: 1 })
  expect(await checkoutBasket(shopper)).toEqual(placed)
  expect(await checkoutBasket({ userName: shopper.userName })).toEqual(placed)
})

test('an add that is repeated after its basket was checked out begins no other, however late it was sent', async () => {
  const { id: productId } = await stock()
  const userName = newShopper()
  const click = () => addToBasket(userName, { productId, quantity: 1 }, 'one-click')
  await click()
  const sent = await findBasket(userName)
  await checkoutBasket({ userName })

  expect(await click()).toMatchObject({ ok: true, basket: { items: [] } })
  expect(sent && (await saveBasket(sent))).toBe(false)
  expect(await findBasket(userName)).toMatchObject({ items: [], version: 1 })
  expect(await checkoutBasket({ userName })).toEqual({ ok: false, reason: 'basket_empty' })
  expect((await findBasket(userName))?.checkoutId).not.toBe(sent?.checkoutId)
})

test('charges the price of now, and refuses when the shopper expected another', async () => {
  const cup = await stock({ price: 10 })
  const shopper = await shopperWith([cup, 3])
  await stock({ id: cup.id, price: 12.5 })

  const refused = await checkoutBasket({ ...shopper, expectedTotal: Money.parse(30) })
  expect(refused).toEqual({ ok: false, reason: 'total_changed', totalPrice: 3750 })
  expect((await findBasket(shopper.userName))?.items).toHaveLength(1)
  const placed = await checkoutBasket({ ...shopper, expectedTotal: Money.parse(37.5) })
  expect(placed).toMatchObject({ ok: true, totalPrice: 3750 })
})

test('without a word about it delivery is the free one, and there is no contact', async () => {
  const shopper = await shopperWith([await stock({ price: 10 }), 1])
  expect(await checkoutBasket(shopper)).toMatchObject({ ok: true, totalPrice: 1000 })
  const saved = await findCheckout(shopper.checkoutId)
  expect(saved).toMatchObject({ delivery: { option: 'standard', price: 0 }, totalPrice: 1000 })
  expect(saved).not.toHaveProperty('contact')
})

test('names every line that is short of stock and keeps the basket', async () => {
  const [none, few] = [await stock({ availableStock: 0 }), await stock({ availableStock: 2 })]
  const shopper = await shopperWith([none, 1], [few, 3])
  const shortages = [
    { productId: none.id, requested: 1, available: 0 },
    { productId: few.id, requested: 3, available: 2 },
  ]
  expect(await checkoutBasket(shopper)).toEqual({ ok: false, reason: 'out_of_stock', shortages })
  expect((await findBasket(shopper.userName))?.items).toHaveLength(2)
})

test('refuses an empty basket and a checkout of somebody else; the next basket is a next order', async () => {
  const cup = await stock()
  const mine = await shopperWith([cup, 1])
  const { userName } = mine
  const first = await checkoutBasket(mine)
  expect(await checkoutBasket({ userName })).toMatchObject({ reason: 'basket_empty' })
  const nobodys = mintCheckoutId()
  for (const other of [newShopper(), (await shopperWith([cup, 1])).userName])
    for (const checkoutId of [mine.checkoutId, nobodys])
      expect(await checkoutBasket({ userName: other, checkoutId })).toEqual({
        ok: false,
        reason: 'unknown_checkout',
      })
  await setBasket(userName, [{ productId: cup.id, quantity: 1 }])
  const second = await checkoutBasket({ userName })
  expect(first.ok && second.ok && first.orderId !== second.orderId).toBe(true)
})

test('a checkout whose event cannot be published is placed all the same', async () => {
  const shopper = await shopperWith([await stock(), 1])
  const bus = process.env.SST_RESOURCE_SwnEventBus
  process.env.SST_RESOURCE_SwnEventBus = ''
  try {
    expect(await checkoutBasket(shopper)).toMatchObject({ ok: true, orderId: shopper.checkoutId })
  } finally {
    process.env.SST_RESOURCE_SwnEventBus = bus
  }
  expect(await findCheckout(shopper.checkoutId)).toHaveProperty('dueAt')
})

test('a total that no amount can hold is refused by the basket, and by checkout once prices have risen', async () => {
  const yachts = await Promise.all(Array.from({ length: 11 }, () => stock({ price: 999_999.99 })))
  const lines = yachts.map(({ id: productId }) => ({ productId, quantity: 99 }))
  expect(await setBasket(newShopper(), lines)).toEqual({ ok: false, reason: 'total_too_high' })

  const shopper = await shopperWith(...yachts.slice(0, 10).map((yacht): [Product, number] => [yacht, 99]))
  for (const { id } of yachts) await stock({ id, price: 2_000_000 })
  const refused = { ok: false, reason: 'unpublishable', field: 'totalPrice' }
  for (const expectedTotal of [undefined, Money.parse(1)])
    expect(await checkoutBasket({ ...shopper, expectedTotal })).toEqual(refused)
  expect(await findCheckout(shopper.checkoutId)).toBeUndefined()
  expect((await findBasket(shopper.userName))?.items).toHaveLength(10)
})
