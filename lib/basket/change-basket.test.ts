import { expect, test } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { checkoutBasket } from '../checkout/checkout-basket'
import { Money } from '../money'
import * as change from './change-basket'
import { findBasket, saveBasket } from './store'

embeddedAws()

/** A shopper of their own, who changes one basket by product and quantity. */
function shop() {
  const userName = newShopper()
  return {
    userName,
    set: (...lines: [productId: string, quantity: number][]) =>
      change.setBasket(
        userName,
        lines.map(([productId, quantity]) => ({ productId, quantity })),
      ),
    add: (productId: string, quantity: number, changeId?: string) =>
      change.addToBasket(userName, { productId, quantity }, changeId),
    setQuantity: (productId: string, quantity: number, changeId?: string) =>
      change.setQuantity(userName, { productId, quantity }, changeId),
    step: (productId: string, step: number, changeId?: string) =>
      change.stepQuantity(userName, { productId, step }, changeId),
    remove: (productId: string, changeId?: string) => change.removeFromBasket(userName, productId, changeId),
    putBack: (changeId?: string) => change.putBackRemoved(userName, changeId),
    accept: (total: number) => change.acceptBasket(userName, Money.parse(total)),
    basket: () => findBasket(userName),
    items: async () => (await findBasket(userName))?.items,
  }
}

test('the first line mints a checkoutId that stays until checkout', async () => {
  const { id } = await stock()
  const { add, basket } = shop()
  await add(id, 1)
  const first = await basket()
  await add(id, 2)
  expect(first?.checkoutId).toMatch(/^ORD-/)
  expect(first?.expiresAt).toBeGreaterThan(Date.now() / 1000 + 29 * 24 * 3600)
  const items = [{ productId: id, quantity: 3 }]
  expect(await basket()).toMatchObject({ checkoutId: first?.checkoutId, version: 2, items })
})

test('name and price come from Product', async () => {
  const cup = await stock({ name: 'Morning Cup', price: 34.5 })
  const items = [{ productName: 'Morning Cup', price: 3450 }]
  expect(await shop().set([cup.id, 2])).toMatchObject({ ok: true, basket: { items } })
})

test('a quantity is changed and a line removed', async () => {
  const [cup, pan] = [await stock(), await stock()]
  const { set, setQuantity, remove, items } = shop()
  await set([cup.id, 1], [pan.id, 1])
  await setQuantity(pan.id, 7)
  await remove(cup.id)
  expect(await items()).toMatchObject([{ productId: pan.id, quantity: 7 }])
})

test('a change that is asked for twice with one id is one change; another id, or another wish, is another', async () => {
  const { id } = await stock()
  const { add, items } = shop()
  await add(id, 2, 'first-click')
  const once = { ok: true, basket: { version: 1, items: [{ quantity: 2 }] } }
  expect(await add(id, 2, 'first-click')).toMatchObject(once)
  await add(id, 2, 'second-click')
  await add(id, 1, 'second-click')
  expect(await items()).toMatchObject([{ quantity: 5 }])
})

test('a removal that is asked for twice still offers to put the line back, and an old quantity does not come back', async () => {
  const { id } = await stock()
  const { set, setQuantity, remove, putBack, basket, items } = shop()
  await set([id, 2])
  await setQuantity(id, 3, 'to-three')
  await setQuantity(id, 5, 'to-five')
  expect(await setQuantity(id, 3, 'to-three')).toMatchObject({
    ok: true,
    basket: { items: [{ quantity: 5 }] },
  })
  for (const _ of [1, 2]) await remove(id, 'take-out')
  expect(await basket()).toMatchObject({ items: [], removed: { line: { quantity: 5 } } })
  for (const _ of [1, 2]) await putBack('put-back')
  expect(await items()).toMatchObject([{ quantity: 5 }])
})

test('sixty changes at once are made or refused as busy, and what was made is in the basket', async () => {
  const { id } = await stock({ availableStock: 500 })
  const { add, items } = shop()
  const changes = await Promise.all(Array.from({ length: 60 }, () => add(id, 1)))
  expect(changes.filter((changed) => !changed.ok && changed.reason !== 'busy')).toEqual([])
  expect(await items()).toMatchObject([{ quantity: changes.filter(({ ok }) => ok).length }])
})

test('an unknown product is refused and named', async () => {
  const refused = { ok: false, reason: 'unknown_product', productIds: ['nowhere'] }
  expect(await shop().add('nowhere', 1)).toEqual(refused)
})

test('more than is in stock, or than 99, is refused when it is added', async () => {
  const few = await stock({ name: 'Last Saxophone', availableStock: 3 })
  const many = await stock({ availableStock: 1000 })
  const { add } = shop()
  const refused = { ok: false, reason: 'not_in_stock', productName: 'Last Saxophone', available: 3 }
  expect(await add(few.id, 4)).toEqual(refused)
  await add(many.id, 99)
  expect(await add(many.id, 1)).toMatchObject({ reason: 'too_many_of_one' })
})

test('a line above a stock that has shrunk can still be lowered', async () => {
  const { id } = await stock({ availableStock: 9 })
  const { add, setQuantity } = shop()
  await add(id, 9)
  await stock({ id, availableStock: 2 })
  expect(await setQuantity(id, 5)).toMatchObject({ ok: true })
})

test('a line keeps the price it was added at, whatever quantity it gets, until more is added or it is accepted', async () => {
  const [cup, pan] = [await stock({ price: 10 }), await stock({ price: 20 })]
  const { add, setQuantity, accept, items } = shop()
  const prices = async () => (await items())?.map(({ price }) => price)
  await add(cup.id, 1)
  await stock({ id: cup.id, price: 12 })
  await add(pan.id, 1)
  expect(await prices()).toEqual([1000, 2000])
  await setQuantity(cup.id, 2)
  expect(await prices()).toEqual([1000, 2000])
  expect(await accept(44)).toMatchObject({ ok: true })
  expect(await prices()).toEqual([1200, 2000])
  await stock({ id: cup.id, price: 13 })
  await add(cup.id, 1)
  expect(await items()).toMatchObject([{ price: 1300, quantity: 3 }, { price: 2000 }])
})

test('accepting lowers lines to the stock and drops what is sold out or sold no more', async () => {
  const [few, none, plenty] = [await stock(), await stock(), await stock()]
  const { add, accept, items } = shop()
  for (const { id } of [few, none, plenty]) await add(id, 5)
  await stock({ id: few.id, availableStock: 2 })
  await stock({ id: none.id, availableStock: 0 })
  await accept(70)
  expect(await items()).toMatchObject([
    { productId: few.id, quantity: 2 },
    { productId: plenty.id, quantity: 5 },
  ])
})

test('accepting a total that is no longer the one seen changes nothing', async () => {
  const { id } = await stock({ price: 10 })
  const { add, accept, items } = shop()
  await add(id, 1)
  await stock({ id, price: 13 })
  expect(await accept(12)).toEqual({ ok: false, reason: 'total_changed', totalPrice: 1300 })
  expect(await items()).toMatchObject([{ price: 1000 }])
})

test('a removed line comes back to its place, with its quantity and the price it was added at', async () => {
  const [cup, pan, pot] = [await stock({ price: 10 }), await stock(), await stock()]
  const { add, remove, putBack, items } = shop()
  for (const [{ id }, quantity] of [[pan, 1] as const, [cup, 3] as const, [pot, 1] as const])
    await add(id, quantity)
  const before = await items()
  await stock({ id: cup.id, price: 15 })
  await remove(cup.id)
  expect(await items()).toHaveLength(2)
  for (const _ of [1, 2]) {
    await putBack()
    expect(await items()).toEqual(before)
  }
})

test('a removed line is forgotten with the next change', async () => {
  const [cup, pan] = [await stock(), await stock()]
  const { add, remove, putBack, basket, items } = shop()
  await add(cup.id, 3)
  await remove(cup.id)
  expect((await basket())?.removed).toMatchObject({ position: 0, line: { quantity: 3 } })
  await add(pan.id, 1)
  await putBack()
  expect(await items()).toMatchObject([{ productId: pan.id }])
})

test('a tab from before a checkout does not write over the basket that came after it', async () => {
  const { id } = await stock()
  const { userName, set, basket, items } = shop()
  await set([id, 1])
  const stale = await basket()
  if (!stale) throw new Error('The basket is not there')
  await checkoutBasket({ userName })
  await set([id, 5])
  expect(await saveBasket({ ...stale, version: stale.version + 1 })).toBe(false)
  expect(await items()).toMatchObject([{ quantity: 5 }])
})

test('steps of a quantity add up in whatever order they come, down to one and up to the stock', async () => {
  const { id } = await stock({ availableStock: 4 })
  const { add, step, remove, items } = shop()
  await add(id, 1)
  await Promise.all([step(id, 1), step(id, 1), step(id, 1, 'click-again'), step(id, 1, 'click-again')])
  expect(await items()).toMatchObject([{ quantity: 4 }])
  expect(await step(id, 1)).toMatchObject({ reason: 'not_in_stock', available: 4 })
  for (const _ of [1, 2, 3, 4]) await step(id, -1)
  expect(await items()).toMatchObject([{ quantity: 1 }])
  await remove(id)
  await step(id, 1)
  expect(await items()).toEqual([])
})
