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
const add = (userName: string, { id }: Product, quantity: number) =>
  addToBasket(userName, { productId: id, quantity })
const itemsOf = async (userName: string) => (await findBasket(userName))?.items

test('adds what is left to what is in the basket, and says what is missing and why', async () => {
  const shopper = newShopper()
  const [cup, few, none] = [
    await stock(),
    await stock({ availableStock: 3 }),
    await stock({ availableStock: 0 }),
  ]
  await add(shopper, few, 1)
  const gone = { ...lineOf(none, 1), productId: 'sold-no-more', productName: 'Old Lamp' }
  const { lines } = await buyAgain(shopper, [lineOf(cup, 2), lineOf(few, 5), lineOf(none, 1), gone])
  expect(lines).toEqual([
    { productName: cup.name, added: 2, missing: 0 },
    { productName: few.name, added: 2, missing: 3, why: 'out_of_stock' },
    { productName: none.name, added: 0, missing: 1, why: 'out_of_stock' },
    { productName: 'Old Lamp', added: 0, missing: 1, why: 'not_sold' },
  ])
  expect(await itemsOf(shopper)).toMatchObject([
    { productId: few.id, quantity: 3 },
    { productId: cup.id, quantity: 2 },
  ])
})

test('adds at the price of now and says what it was', async () => {
  const shopper = newShopper()
  const cup = await stock({ price: 10 })
  await stock({ id: cup.id, price: 12.5 })
  const { lines } = await buyAgain(shopper, [lineOf(cup, 1)])
  expect(lines[0]?.repriced).toEqual({ was: 1000, now: 1250 })
  expect(await itemsOf(shopper)).toMatchObject([{ price: 1250 }])
})

test('stops at 99 of one product and at 50 products', async () => {
  const shopper = newShopper()
  const [cup, pan] = [await stock({ availableStock: 500 }), await stock()]
  for (let line = 0; line < 49; line++) await add(shopper, await stock(), 1)
  await add(shopper, cup, 98)
  const { changed, lines } = await buyAgain(shopper, [lineOf(cup, 5), lineOf(pan, 1)])
  expect(changed.ok).toBe(true)
  expect(lines).toMatchObject([
    { added: 1, missing: 4, why: 'too_many_of_one' },
    { added: 0, missing: 1, why: 'cart_full' },
  ])
})

test('asked for twice with one id adds once, and tells of no lines the second time', async () => {
  const shopper = newShopper()
  const lines = [lineOf(await stock(), 2)]
  await buyAgain(shopper, lines, 'one-click')
  expect(await buyAgain(shopper, lines, 'one-click')).toMatchObject({ changed: { ok: true }, lines: [] })
  expect(await itemsOf(shopper)).toMatchObject([{ quantity: 2 }])
})
