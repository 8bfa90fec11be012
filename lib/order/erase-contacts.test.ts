import { expect, test } from 'vitest'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { setBasket } from '../basket/change-basket'
import { checkoutBasket } from '../checkout/checkout-basket'
import { closeCheckout, findCheckout } from '../checkout/store'
import { eraseContacts } from './erase-contacts'
import { recordEvent } from './record-event'

embeddedAws()

const contact = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  country: 'GB',
  address: ['12 St James’s Square'],
  city: 'London',
  postcode: 'SW1Y 4LB',
}

/** An order of a shopper that ordering knows of, with its checkout still open. */
async function bought(userName: string) {
  await setBasket(userName, [{ productId: (await stock()).id, quantity: 1 }])
  const answer = await checkoutBasket({ userName, contact })
  const checkout = answer.ok && (await findCheckout(answer.orderId))
  if (!checkout) throw new Error('refused')
  const detail = { ...checkout, orderId: checkout.checkoutId }
  const placed = () =>
    recordEvent({ type: 'CheckoutBasket', detail, eventId: 'e', time: '2026-01-01T00:00:00Z' })
  await placed()
  return { orderId: checkout.checkoutId, placed }
}

const namesOf = async (table: 'OrderTable' | 'CheckoutTable', userName: string) =>
  (await rowsOf(table))
    .filter((row) => row.userName === userName)
    .map((row) => JSON.stringify(row).match(/Ada Lovelace/g)?.length ?? 0)

test('who bought is forgotten once an order is settled, also where it is told late; others are not touched', async () => {
  const [userName, other] = [newShopper(), newShopper()]
  const settled = await bought(userName)
  await bought(other)
  await closeCheckout(settled.orderId, new Date())
  expect(await eraseContacts(userName)).toEqual({ erased: 1, open: 0 })
  await settled.placed()
  expect(await eraseContacts(userName)).toEqual({ erased: 1, open: 0 })
  for (const table of ['OrderTable', 'CheckoutTable'] as const) {
    expect(await namesOf(table, userName)).toEqual([0])
    expect(await namesOf(table, other)).toEqual([1])
  }
})

test('an order that is open keeps its address until it is settled', async () => {
  const userName = newShopper()
  const open = await bought(userName)
  expect(await eraseContacts(userName)).toEqual({ erased: 0, open: 1 })
  expect(await namesOf('OrderTable', userName)).toEqual([1])
  await closeCheckout(open.orderId, new Date())
  expect(await eraseContacts(userName)).toEqual({ erased: 1, open: 0 })
  expect(await namesOf('OrderTable', userName)).toEqual([0])
})
