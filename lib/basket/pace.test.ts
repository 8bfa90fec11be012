import { beforeEach, expect, test, vi } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { checkoutBasket } from '../checkout/checkout-basket'
import { windowAt } from '../limit/limit'
import { addToBasket, setBasket } from './change-basket'
import { emptyBasket } from './empty-basket'
import { counted, mostInWindow } from './pace'
import { findBasket, saveBasket } from './store'

embeddedAws()
// No window ends within a test.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-29T10:04:00Z') })
  return () => vi.useRealTimers()
})

/** A shopper whose basket was changed and checked out so often already in this window. */
async function busyShopper(done: { changes?: number; checkouts?: number }) {
  const [userName, product] = [newShopper(), await stock()]
  await setBasket(userName, [{ productId: product.id, quantity: 1 }])
  const basket = await findBasket(userName)
  if (!basket?.pace) throw new Error('nothing was counted')
  await saveBasket({ ...basket, pace: { ...basket.pace, ...done }, version: basket.version + 1 })
  return { userName, productId: product.id }
}
const tooMany = { ok: false, reason: 'too_many', retryAfter: expect.any(Number) }

test('of thirty changes at once as many are made as the window has room for', async () => {
  const { userName, productId } = await busyShopper({ changes: mostInWindow.changes - 3 })
  const wanted = { productId, quantity: 1 }
  const changed = await Promise.all(Array.from({ length: 30 }, () => addToBasket(userName, wanted)))
  expect(changed.filter(({ ok }) => ok)).toHaveLength(3)
  expect(changed).toContainEqual(tooMany)
  expect((await findBasket(userName))?.items).toMatchObject([{ quantity: 4 }])
})

test('emptying a basket counts, and forgets nothing', async () => {
  const { userName, productId } = await busyShopper({ changes: mostInWindow.changes - 1 })
  expect(await emptyBasket(userName)).toEqual({ ok: true })
  expect(await emptyBasket(userName)).toEqual(tooMany)
  expect(await addToBasket(userName, { productId, quantity: 1 })).toEqual(tooMany)
})

test('a checkout too many is refused and leaves the basket; what was bought before is still answered', async () => {
  const { userName, productId } = await busyShopper({ checkouts: mostInWindow.checkouts - 1 })
  const bought = await checkoutBasket({ userName })
  if (!bought.ok) throw new Error(bought.reason)
  await addToBasket(userName, { productId, quantity: 2 })
  expect(await checkoutBasket({ userName })).toEqual(tooMany)
  expect((await findBasket(userName))?.items).toMatchObject([{ productId, quantity: 2 }])
  expect(await checkoutBasket({ userName, checkoutId: bought.orderId })).toEqual(bought)
})

test('a new window begins anew', () => {
  const now = Date.parse('2026-11-29T10:04:00Z')
  const full = { window: windowAt(now, 600).index, ...mostInWindow }
  expect(counted('changes', full, now)).toEqual({ ok: false, reason: 'too_many', retryAfter: 360 })
  expect(counted('changes', full, now + 360_000)).toMatchObject({
    ok: true,
    pace: { window: full.window + 1, changes: 1, checkouts: 0 },
  })
})

test('an instance whose clock is behind goes on with the window of one that is ahead, and forgets one far ahead', () => {
  const now = Date.parse('2026-11-29T10:09:59Z')
  const ahead = { window: windowAt(now + 2_000, 600).index, ...mostInWindow }
  expect(counted('changes', ahead, now)).toMatchObject({ ok: false, reason: 'too_many' })
  expect(counted('changes', { ...ahead, window: ahead.window + 1 }, now)).toMatchObject({ ok: true })
})
