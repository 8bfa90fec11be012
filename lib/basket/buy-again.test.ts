import { expect, test } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import type { Product } from '../product/product'
import { buyAgain } from './buy-again'
import { addToBasket } from './change-basket'
import type { Line } from './line'
import { findBasket } from './store'

embeddedAws()

const lineOf = ({ id, name, price }: Product, quantity: number): Line => ({
  productId: id,
  productName: name,
  price,
  quantity,
})

test('adds the lines of an order to what is in the basket', async () => {
  const [cup, pan] = [await stock(), await stock()]
  const shopper = newShopper()
  await addToBasket(shopper, { productId: cup.id, quantity: 1 })
  const { lines } = await buyAgain(shopper, [lineOf(cup, 2), lineOf(pan, 3)])
  expect(lines).toMatchObject([
    { added: 2, missing: 0 },
    { added: 3, missing: 0 },
  ])
  expect((await findBasket(shopper))?.items).toMatchObject([
    { productId: cup.id, quantity: 3 },
    { productId: pan.id, quantity: 3 },
  ])
})

test('adds what is left, and says what is missing and why', async () => {
  const [few, none, gone] = [
    await stock({ availableStock: 3 }),
    await stock({ availableStock: 0 }),
    await stock(),
  ]
  const shopper = newShopper()
  await addToBasket(shopper, { productId: few.id, quantity: 1 })
  const { lines } = await buyAgain(shopper, [
    lineOf(few, 5),
    lineOf(none, 1),
    { ...lineOf(gone, 1), productId: 'sold-no-more', productName: 'Old Lamp' },
  ])
  expect(lines).toEqual([
    { productName: few.name, added: 2, missing: 3, why: 'out_of_stock' },
    { productName: none.name, added: 0, missing: 1, why: 'out_of_stock' },
    { productName: 'Old Lamp', added: 0, missing: 1, why: 'not_sold' },
  ])
  expect((await findBasket(shopper))?.items).toMatchObject([{ productId: few.id, quantity: 3 }])
})

test('adds at the price of now and says what it was', async () => {
  const cup = await stock({ price: 10 })
  const line = lineOf(cup, 1)
  await stock({ id: cup.id, price: 12.5 })
  const shopper = newShopper()
  const { lines } = await buyAgain(shopper, [line])
  expect(lines[0]?.repriced).toEqual({ was: 1000, now: 1250 })
  expect((await findBasket(shopper))?.items).toMatchObject([{ price: 1250 }])
})

test('stops at 99 of one product and at 50 products', async () => {
  const [cup, pan] = [await stock({ availableStock: 500 }), await stock()]
  const full = newShopper()
  for (let line = 0; line < 49; line++)
    await addToBasket(full, { productId: (await stock()).id, quantity: 1 })
  await addToBasket(full, { productId: cup.id, quantity: 98 })
  const { changed, lines } = await buyAgain(full, [lineOf(cup, 5), lineOf(pan, 1)])
  expect(changed.ok).toBe(true)
  expect(lines).toMatchObject([
    { added: 1, missing: 4, why: 'too_many_of_one' },
    { added: 0, missing: 1, why: 'cart_full' },
  ])
})

test('asked for twice with one id adds once, and tells of no lines the second time', async () => {
  const cup = await stock()
  const shopper = newShopper()
  const lines = [lineOf(cup, 2)]
  await buyAgain(shopper, lines, 'one-click')
  expect(await buyAgain(shopper, lines, 'one-click')).toMatchObject({ changed: { ok: true }, lines: [] })
  expect((await findBasket(shopper))?.items).toMatchObject([{ quantity: 2 }])
})
