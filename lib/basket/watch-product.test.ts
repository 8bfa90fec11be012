import { expect, test } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { checkoutBasket } from '../checkout/checkout-basket'
import { maxWatched } from './basket'
import { buyAgain } from './buy-again'
import { addToBasket, putBackRemoved, removeFromBasket, setBasket } from './change-basket'
import { emptyBasket } from './empty-basket'
import { findBasket } from './store'
import { stopWatching, watchProduct } from './watch-product'

embeddedAws()

const soldOut = async () => (await stock({ availableStock: 0 })).id
const watchedBy = async (userName: string) => (await findBasket(userName))?.watching
const daysLeft = async (userName: string) =>
  ((await findBasket(userName))?.expiresAt ?? 0) / (24 * 3600) - Date.now() / (24 * 3_600_000)

test('what a shopper waits for is noted once, in order, and taken off again', async () => {
  const shopper = newShopper()
  const [lamp, cup] = [await soldOut(), await soldOut()]
  for (const id of [lamp, cup, cup, lamp]) expect(await watchProduct(shopper, id)).toMatchObject({ ok: true })
  expect(await watchedBy(shopper)).toEqual([cup, lamp])
  for (const _ of [1, 2]) expect(await stopWatching(shopper, cup)).toMatchObject({ ok: true })
  expect(await watchedBy(shopper)).toEqual([lamp])
  await stopWatching(shopper, lamp)
  expect(await findBasket(shopper)).not.toHaveProperty('watching')
})

test('a wish that arrives again after it was taken back is not made again', async () => {
  const shopper = newShopper()
  const lamp = await soldOut()
  await watchProduct(shopper, lamp, 'one-click')
  await stopWatching(shopper, lamp, 'the-next-click')
  expect(await watchProduct(shopper, lamp, 'one-click')).toMatchObject({ ok: true })
  expect(await watchedBy(shopper)).toBeUndefined()
})

test('what is in stock or not sold, and more than fifty, is refused, and nothing is lost', async () => {
  const shopper = newShopper()
  const { id, name } = await stock({ availableStock: 1 })
  expect(await watchProduct(shopper, id)).toEqual({ ok: false, reason: 'in_stock', productName: name })
  expect(await watchProduct(shopper, 'nowhere')).toMatchObject({ reason: 'unknown_product' })
  expect(await findBasket(shopper)).toBeUndefined()
  for (let watched = 0; watched < maxWatched; watched++) await watchProduct(shopper, await soldOut())
  const late = await soldOut()
  for (const _ of [1, 2])
    expect(await watchProduct(shopper, late, 'one-click')).toEqual({ ok: false, reason: 'too_many_watched' })
  expect(await watchedBy(shopper)).toHaveLength(maxWatched)
})

test('it outlives every change of the basket, its checkout and its end, as long as the session', async () => {
  const shopper = newShopper()
  const [lamp, cup] = [await soldOut(), await stock()]
  await watchProduct(shopper, lamp)
  await addToBasket(shopper, { productId: cup.id, quantity: 2 })
  await removeFromBasket(shopper, cup.id)
  await putBackRemoved(shopper)
  expect(await checkoutBasket({ userName: shopper })).toMatchObject({ ok: true })
  expect(await watchedBy(shopper)).toEqual([lamp])
  expect(await daysLeft(shopper)).toBeGreaterThan(29)

  await buyAgain(shopper, [{ productId: cup.id, productName: cup.name, price: cup.price, quantity: 1 }])
  expect(await emptyBasket(shopper)).toEqual({ ok: true })
  expect(await findBasket(shopper)).toMatchObject({ items: [], watching: [lamp] })
  await setBasket(shopper, [{ productId: cup.id, quantity: 1 }])
  await checkoutBasket({ userName: shopper })
  expect(await watchedBy(shopper)).toEqual([lamp])
})

test('what is bought is no longer waited for, and a basket that waits for nothing is gone in a day', async () => {
  const shopper = newShopper()
  const lamp = await soldOut()
  await watchProduct(shopper, lamp)
  await stock({ id: lamp, availableStock: 5 })
  await addToBasket(shopper, { productId: lamp, quantity: 1 })
  expect(await watchedBy(shopper)).toEqual([lamp])
  await checkoutBasket({ userName: shopper })
  expect(await watchedBy(shopper)).toBeUndefined()
  expect(await daysLeft(shopper)).toBeLessThan(1.1)
  await emptyBasket(shopper)
  expect(await findBasket(shopper)).toMatchObject({ items: [] })
  expect(await daysLeft(shopper)).toBeLessThan(1.1)
})

test('to wait for something changes no line, and takes away no undo', async () => {
  const shopper = newShopper()
  const [lamp, cup, pan] = [await soldOut(), await stock(), await stock()]
  for (const { id } of [cup, pan]) await addToBasket(shopper, { productId: id, quantity: 2 })
  await removeFromBasket(shopper, cup.id)
  await watchProduct(shopper, lamp)
  await stopWatching(shopper, lamp)
  await putBackRemoved(shopper)
  expect((await findBasket(shopper))?.items).toMatchObject([{ productId: cup.id }, { productId: pan.id }])
})
