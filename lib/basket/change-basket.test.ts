import { expect, test } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { checkoutBasket } from '../checkout/checkout-basket'
import { Money } from '../money'
import {
  acceptBasket,
  addToBasket,
  putBackRemoved,
  removeFromBasket,
  setBasket,
  setQuantity,
  stepQuantity,
} from './change-basket'
import { findBasket, saveBasket } from './store'

embeddedAws()

test('the first line mints a checkoutId that stays until checkout', async () => {
  const cup = await stock()
  const shopper = newShopper()
  await addToBasket(shopper, { productId: cup.id, quantity: 1 })
  const first = await findBasket(shopper)
  await addToBasket(shopper, { productId: cup.id, quantity: 2 })
  const second = await findBasket(shopper)

  expect(first?.checkoutId).toMatch(/^ORD-/)
  expect(second?.checkoutId).toBe(first?.checkoutId)
  expect(second?.items).toMatchObject([{ productId: cup.id, quantity: 3 }])
  expect(second?.version).toBe(2)
  expect(first?.expiresAt).toBeGreaterThan(Date.now() / 1000 + 29 * 24 * 3600)
})

test('name and price come from Product', async () => {
  const cup = await stock({ name: 'Morning Cup', price: 34.5 })
  const changed = await setBasket(newShopper(), [{ productId: cup.id, quantity: 2 }])
  expect(changed).toMatchObject({
    ok: true,
    basket: { items: [{ productName: 'Morning Cup', price: 3450 }] },
  })
})

test('a quantity is changed and a line removed', async () => {
  const [cup, pan] = [await stock(), await stock()]
  const shopper = newShopper()
  await setBasket(shopper, [
    { productId: cup.id, quantity: 1 },
    { productId: pan.id, quantity: 1 },
  ])
  await setQuantity(shopper, { productId: pan.id, quantity: 7 })
  await removeFromBasket(shopper, cup.id)
  expect((await findBasket(shopper))?.items).toMatchObject([{ productId: pan.id, quantity: 7 }])
})

test('two tabs that add at the same moment both count', async () => {
  const cup = await stock()
  const shopper = newShopper()
  await Promise.all([1, 2, 3].map((quantity) => addToBasket(shopper, { productId: cup.id, quantity })))
  expect((await findBasket(shopper))?.items).toMatchObject([{ quantity: 6 }])
})

test('a change that is asked for twice with one id is one change; another id, or another wish, is another', async () => {
  const cup = await stock()
  const shopper = newShopper()
  const wanted = { productId: cup.id, quantity: 2 }
  await addToBasket(shopper, wanted, 'first-click')
  expect(await addToBasket(shopper, wanted, 'first-click')).toMatchObject({
    ok: true,
    basket: { version: 1, items: [{ quantity: 2 }] },
  })
  await addToBasket(shopper, wanted, 'second-click')
  await addToBasket(shopper, { ...wanted, quantity: 1 }, 'second-click')
  expect((await findBasket(shopper))?.items).toMatchObject([{ quantity: 5 }])
})

test('a removal that is asked for twice still offers to put the line back, and an old quantity does not come back', async () => {
  const cup = await stock()
  const shopper = newShopper()
  await setBasket(shopper, [{ productId: cup.id, quantity: 2 }])
  const toThree = () => setQuantity(shopper, { productId: cup.id, quantity: 3 }, 'to-three')
  await toThree()
  await setQuantity(shopper, { productId: cup.id, quantity: 5 }, 'to-five')
  expect(await toThree()).toMatchObject({ ok: true, basket: { items: [{ quantity: 5 }] } })
  for (const _ of [1, 2]) await removeFromBasket(shopper, cup.id, 'take-out')
  expect(await findBasket(shopper)).toMatchObject({ items: [], removed: { line: { quantity: 5 } } })
  for (const _ of [1, 2]) await putBackRemoved(shopper, 'put-back')
  expect((await findBasket(shopper))?.items).toMatchObject([{ quantity: 5 }])
})

test('sixty changes at once are made or refused as busy, and what was made is in the basket', async () => {
  const cup = await stock({ availableStock: 500 })
  const shopper = newShopper()
  const changes = await Promise.all(
    Array.from({ length: 60 }, () => addToBasket(shopper, { productId: cup.id, quantity: 1 })),
  )
  const made = changes.filter(({ ok }) => ok).length
  expect(changes.filter((changed) => !changed.ok && changed.reason !== 'busy')).toEqual([])
  expect((await findBasket(shopper))?.items).toMatchObject([{ quantity: made }])
})

test('an unknown product is refused and named', async () => {
  expect(await addToBasket(newShopper(), { productId: 'nowhere', quantity: 1 })).toEqual({
    ok: false,
    reason: 'unknown_product',
    productIds: ['nowhere'],
  })
})

test('more than is in stock, or than 99, is refused when it is added', async () => {
  const few = await stock({ name: 'Last Saxophone', availableStock: 3 })
  const many = await stock({ availableStock: 1000 })
  const shopper = newShopper()
  expect(await addToBasket(shopper, { productId: few.id, quantity: 4 })).toEqual({
    ok: false,
    reason: 'not_in_stock',
    productName: 'Last Saxophone',
    available: 3,
  })
  await addToBasket(shopper, { productId: many.id, quantity: 99 })
  expect(await addToBasket(shopper, { productId: many.id, quantity: 1 })).toMatchObject({
    reason: 'too_many_of_one',
  })
})

test('a line above a stock that has shrunk can still be lowered', async () => {
  const cup = await stock({ availableStock: 9 })
  const shopper = newShopper()
  await addToBasket(shopper, { productId: cup.id, quantity: 9 })
  await stock({ id: cup.id, availableStock: 2 })
  expect(await setQuantity(shopper, { productId: cup.id, quantity: 5 })).toMatchObject({ ok: true })
})

test('a line keeps the price it was added at, whatever quantity it gets, until that is accepted', async () => {
  const [cup, pan] = [await stock({ price: 10 }), await stock({ price: 20 })]
  const shopper = newShopper()
  await addToBasket(shopper, { productId: cup.id, quantity: 1 })
  await stock({ id: cup.id, price: 12 })
  await addToBasket(shopper, { productId: pan.id, quantity: 1 })
  const pricesNow = async () => (await findBasket(shopper))?.items.map(({ price }) => price)
  expect(await pricesNow()).toEqual([1000, 2000])
  await setQuantity(shopper, { productId: cup.id, quantity: 2 })
  expect(await pricesNow()).toEqual([1000, 2000])
  expect(await acceptBasket(shopper, Money.parse(44))).toMatchObject({ ok: true })
  expect(await pricesNow()).toEqual([1200, 2000])
})

test('who adds more of a product sees its price of now, and gets it', async () => {
  const cup = await stock({ price: 10 })
  const shopper = newShopper()
  await addToBasket(shopper, { productId: cup.id, quantity: 1 })
  await stock({ id: cup.id, price: 12 })
  await addToBasket(shopper, { productId: cup.id, quantity: 1 })
  expect((await findBasket(shopper))?.items).toMatchObject([{ price: 1200, quantity: 2 }])
})

test('accepting lowers lines to the stock and drops what is sold out or sold no more', async () => {
  const [few, none, plenty] = [await stock(), await stock(), await stock()]
  const shopper = newShopper()
  for (const { id } of [few, none, plenty]) await addToBasket(shopper, { productId: id, quantity: 5 })
  await stock({ id: few.id, availableStock: 2 })
  await stock({ id: none.id, availableStock: 0 })
  await acceptBasket(shopper, Money.parse(70))
  expect((await findBasket(shopper))?.items).toMatchObject([
    { productId: few.id, quantity: 2 },
    { productId: plenty.id, quantity: 5 },
  ])
})

test('accepting a total that is no longer the one seen changes nothing', async () => {
  const cup = await stock({ price: 10 })
  const shopper = newShopper()
  await addToBasket(shopper, { productId: cup.id, quantity: 1 })
  await stock({ id: cup.id, price: 13 })
  expect(await acceptBasket(shopper, Money.parse(12))).toEqual({
    ok: false,
    reason: 'total_changed',
    totalPrice: 1300,
  })
  expect((await findBasket(shopper))?.items).toMatchObject([{ price: 1000 }])
})

test('a removed line comes back to its place, with its quantity and the price it was added at', async () => {
  const [cup, pan, pot] = [await stock({ price: 10 }), await stock(), await stock()]
  const shopper = newShopper()
  await addToBasket(shopper, { productId: pan.id, quantity: 1 })
  await addToBasket(shopper, { productId: cup.id, quantity: 3 })
  await addToBasket(shopper, { productId: pot.id, quantity: 1 })
  const before = (await findBasket(shopper))?.items
  await stock({ id: cup.id, price: 15 })
  await removeFromBasket(shopper, cup.id)
  expect((await findBasket(shopper))?.items).toHaveLength(2)
  await putBackRemoved(shopper)
  expect((await findBasket(shopper))?.items).toEqual(before)
  await putBackRemoved(shopper)
  expect((await findBasket(shopper))?.items).toEqual(before)
})

test('a removed line is forgotten with the next change', async () => {
  const [cup, pan] = [await stock(), await stock()]
  const shopper = newShopper()
  await addToBasket(shopper, { productId: cup.id, quantity: 3 })
  await removeFromBasket(shopper, cup.id)
  expect((await findBasket(shopper))?.removed).toMatchObject({ position: 0, line: { quantity: 3 } })
  await addToBasket(shopper, { productId: pan.id, quantity: 1 })
  await putBackRemoved(shopper)
  expect((await findBasket(shopper))?.items).toMatchObject([{ productId: pan.id }])
})

test('a tab from before a checkout does not write over the basket that came after it', async () => {
  const cup = await stock()
  const userName = newShopper()
  await setBasket(userName, [{ productId: cup.id, quantity: 1 }])
  const stale = await findBasket(userName)
  if (!stale) throw new Error('The basket is not there')
  await checkoutBasket({ userName })
  await setBasket(userName, [{ productId: cup.id, quantity: 5 }])

  expect(await saveBasket({ ...stale, version: stale.version + 1 })).toBe(false)
  expect((await findBasket(userName))?.items).toMatchObject([{ quantity: 5 }])
})

test('steps of a quantity add up in whatever order they come, down to one and up to the stock', async () => {
  const cup = await stock({ availableStock: 4 })
  const shopper = newShopper()
  const step = (by: number, changeId?: string) =>
    stepQuantity(shopper, { productId: cup.id, step: by }, changeId)
  await addToBasket(shopper, { productId: cup.id, quantity: 1 })
  await Promise.all([step(1), step(1), step(1, 'click-again'), step(1, 'click-again')])
  expect((await findBasket(shopper))?.items).toMatchObject([{ quantity: 4 }])
  expect(await step(1)).toMatchObject({ reason: 'not_in_stock', available: 4 })
  for (const _ of [1, 2, 3, 4]) await step(-1)
  expect((await findBasket(shopper))?.items).toMatchObject([{ quantity: 1 }])
  await removeFromBasket(shopper, cup.id)
  await step(1)
  expect((await findBasket(shopper))?.items).toEqual([])
})
