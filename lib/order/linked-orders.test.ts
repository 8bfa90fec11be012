import fc from 'fast-check'
import { expect, test } from 'vitest'
import { embeddedAws, stock } from '../../tests/embedded-aws'
import { newGuest, purchaseOf } from '../../tests/purchases'
import { setBasket } from '../basket/change-basket'
import { orderDateOf } from '../checkout/checkout'
import { checkoutBasket } from '../checkout/checkout-basket'
import { mintCheckoutId } from '../checkout/checkout-id'
import type { EventOf } from '../events'
import { cancelOrder } from './cancel-order'
import { findOrder, listOrders } from './find-orders'
import { recordEvent } from './record-event'

embeddedAws()

const bought = async (userName: string) => {
  await setBasket(userName, [{ productId: (await stock()).id, quantity: 1 }])
  const answer = await checkoutBasket({ userName })
  if (!answer.ok) throw new Error(answer.reason)
  return answer.orderId
}

async function placedAt(second: number, userName: string) {
  const orderId = mintCheckoutId()
  const detail = { ...purchaseOf([await stock(), 1]), userName, orderId }
  const orderDate = orderDateOf(new Date(Date.UTC(2026, 0, 1, 0, 0, second)), orderId)
  await recordEvent({
    type: 'CheckoutBasket',
    detail: { ...detail, orderDate },
    eventId: 'e',
    time: '2026-01-01T00:00:00Z',
  } as EventOf<'CheckoutBasket'>)
  return { orderId, orderDate }
}

test('orders of all names are one list, and its pages are neither short nor twice the same, either way', async () => {
  const pages = fc.record({
    owners: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 9 }),
    limit: fc.integer({ min: 1, max: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(pages, async ({ owners, limit }) => {
      const names = [newGuest(), newGuest(), newGuest()]
      const orders = await Promise.all(owners.map((owner, second) => placedAt(second, names[owner] ?? '')))
      const all = orders.map(({ orderId }) => orderId).reverse()
      const older: string[] = []
      for (let before: string | undefined; ; ) {
        const page = await listOrders(names, { limit, before })
        older.push(...page.map(({ orderId }) => orderId))
        before = page.at(-1)?.orderDate
        if (page.length < limit || !before) break
      }
      expect(older).toEqual(all)
      const newer: string[] = []
      for (let after = '2025-01-01T00:00:00.000Z'; ; ) {
        const page = await listOrders(names, { limit, after })
        newer.unshift(...page.map(({ orderId }) => orderId))
        after = page[0]?.orderDate ?? ''
        if (page.length < limit) break
      }
      expect(newer).toEqual(all)
      const since = await listOrders(names, { limit: 100, since: orders[0]?.orderDate })
      expect(since.map(({ orderId }) => orderId)).toEqual(all)
    }),
    { numRuns: 12 },
  )
})

test('an order of a linked name is found, open or placed, and one of another is not', async () => {
  const [account, guest, stranger] = [newGuest(), newGuest(), newGuest()]
  const open = await bought(guest)
  const placed = await placedAt(0, guest)
  const theirs = await bought(stranger)
  const names = [account, guest]
  expect(await findOrder(names, open)).toMatchObject({ orderId: open, status: 'PLACED' })
  expect(await findOrder(names, theirs)).toBeUndefined()
  expect(await findOrder(account, open)).toBeUndefined()
  expect((await listOrders(names)).map(({ orderId }) => orderId)).toEqual([open, placed.orderId])
})

test('an order of a linked name is cancelled, and one of another is not', async () => {
  const [userName, guest, stranger] = [newGuest(), newGuest(), newGuest()]
  const [mine, theirs] = [await bought(guest), await bought(stranger)]
  const linked = [guest]
  expect(await cancelOrder({ userName, orderId: mine })).toMatchObject({ reason: 'unknown_order' })
  expect(await cancelOrder({ userName, linked, orderId: theirs })).toMatchObject({ reason: 'unknown_order' })
  expect(await cancelOrder({ userName, linked, orderId: mine })).toMatchObject({ ok: true })
})
