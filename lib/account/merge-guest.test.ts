import { PutCommand } from '@aws-sdk/lib-dynamodb'
import fc from 'fast-check'
import { Resource } from 'sst'
import { expect, test } from 'vitest'
import { embeddedAws, rowsOf, stock } from '../../tests/embedded-aws'
import { newGuest } from '../../tests/purchases'
import { write } from '../aws/dynamo'
import { maxWatched } from '../basket/basket'
import { addToBasket, setBasket } from '../basket/change-basket'
import { emptyBasket } from '../basket/empty-basket'
import { maxLines } from '../basket/line'
import { findBasket, findHeld } from '../basket/store'
import { watchProduct } from '../basket/watch-product'
import { checkoutBasket } from '../checkout/checkout-basket'
import { mergeGuest } from './merge-guest'
import { checkClaim } from './session'
import { findAccount } from './store'

embeddedAws()

/** As sign-up leaves it, without a way to sign in. */
async function newAccount() {
  const userName = newGuest()
  const Item = {
    userName,
    role: 'shopper',
    email: 'a@example.com',
    createdAt: '2026-11-29T10:00:00.000Z',
    sessions: {},
  }
  await write(new PutCommand({ TableName: Resource.AccountTable.name, Item }))
  return userName
}

const add = (userName: string, { id: productId }: { id: string }, quantity: number, changeId?: string) =>
  addToBasket(userName, { productId, quantity }, changeId)
const linesOf = async (userName: string) =>
  (await findBasket(userName))?.items.map(({ productId, quantity }) => [productId, quantity])
const linkedTo = async (userName: string) => [
  ...((await findAccount(userName, { consistent: true }))?.linked ?? []),
]
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

test('lines are added up, the basket keeps its checkoutId, and the guest is nobody from then on', async () => {
  const [guest, account] = [newGuest(), await newAccount()]
  const [cup, pan, mug] = [await stock(), await stock(), await stock()]
  await add(account, cup, 1)
  await add(account, pan, 2)
  await add(guest, mug, 4)
  await add(guest, cup, 2)
  const before = await findBasket(account)
  expect(await mergeGuest(guest, account)).toEqual({ ok: true, cut: [] })
  expect(await findBasket(account)).toMatchObject({ checkoutId: before?.checkoutId, version: 3 })
  expect(await linesOf(account)).toEqual([
    [cup.id, 3],
    [pan.id, 2],
    [mug.id, 4],
  ])
  expect(await linkedTo(account)).toEqual([guest])
  expect(await findHeld(guest)).toMatchObject({ mergedInto: account })
  expect(await checkClaim({ userName: guest })).toBe('ended')
  expect(await add(guest, cup, 1)).toEqual({ ok: false, reason: 'merged' })
  expect(await emptyBasket(guest)).toEqual({ ok: true })
  expect(await checkoutBasket({ userName: guest })).toMatchObject({ reason: 'basket_empty' })
  expect(await findHeld(guest)).toMatchObject({ mergedInto: account })
})

test('an empty account takes the basket as it is, and an empty guest changes nothing', async () => {
  const [guest, account, other] = [newGuest(), await newAccount(), newGuest()]
  await add(guest, await stock(), 2)
  const items = await linesOf(guest)
  await mergeGuest(guest, account)
  const basket = await findBasket(account)
  expect(await linesOf(account)).toEqual(items)
  expect(await mergeGuest(other, account)).toEqual({ ok: true, cut: [] })
  expect(await findBasket(account)).toEqual(basket)
  expect((await linkedTo(account)).toSorted()).toEqual([guest, other].toSorted())
})

test('what is cut is said: by 99, by the stock, by 50 lines, and what is sold no more', async () => {
  const [guest, account] = [newGuest(), await newAccount()]
  const [many, few, gone, last] = [
    await stock({ name: 'Many', availableStock: 500 }),
    await stock({ name: 'Few', availableStock: 3 }),
    await stock({ name: 'Gone' }),
    await stock({ name: 'Last' }),
  ]
  for (let line = 0; line < maxLines - 3; line++) await add(account, await stock(), 1)
  await add(account, many, 60)
  await add(account, few, 2)
  for (const [product, quantity] of [
    [gone, 2],
    [many, 50],
    [few, 3],
    [last, 1],
  ] as const)
    await add(guest, product, quantity)
  const fills = await stock({ name: 'Fills' })
  await setBasket(guest, [
    ...[many, few, gone].map(({ id }, index) => ({ productId: id, quantity: [50, 3, 2][index] ?? 0 })),
    { productId: fills.id, quantity: 1 },
    { productId: last.id, quantity: 1 },
  ])
  await stock({ id: gone.id, name: 'Gone', availableStock: 0 })
  expect(await mergeGuest(guest, account)).toEqual({
    ok: true,
    cut: [
      { productName: 'Many', missing: 11, kept: 99, why: 'too_many_of_one' },
      { productName: 'Few', missing: 2, kept: 3, why: 'out_of_stock' },
      { productName: 'Gone', missing: 2, kept: 0, why: 'out_of_stock' },
      { productName: 'Last', missing: 1, kept: 0, why: 'cart_full' },
    ],
  })
  expect(await linesOf(account)).toHaveLength(maxLines)
})

test('of twenty merges at once one is made', async () => {
  const [guest, account] = [newGuest(), await newAccount()]
  const cup = await stock({ availableStock: 500 })
  await add(guest, cup, 3)
  await add(account, cup, 2)
  const merges = await Promise.all(Array.from({ length: 20 }, () => mergeGuest(guest, account)))
  expect(merges.filter(({ ok }) => ok)).toHaveLength(1)
  expect(merges.filter((merged) => !merged.ok && merged.reason !== 'ended')).toEqual([])
  expect(await linesOf(account)).toEqual([[cup.id, 5]])
  expect(await linkedTo(account)).toEqual([guest])
})

test('into two accounts at once a guest becomes one of them, and eight guests become one account', async () => {
  const [guest, one, other] = [newGuest(), await newAccount(), await newAccount()]
  const cup = await stock({ availableStock: 500 })
  await add(guest, cup, 3)
  const merges = await Promise.all(
    [one, other].flatMap((account) => [mergeGuest(guest, account), mergeGuest(guest, account)]),
  )
  expect(merges.filter(({ ok }) => ok)).toHaveLength(1)
  expect([await linesOf(one), await linesOf(other)].flat().filter(Boolean)).toEqual([[cup.id, 3]])

  const guests = Array.from({ length: 8 }, newGuest)
  const account = await newAccount()
  await Promise.all(guests.map((name) => add(name, cup, 2)))
  const merged = await Promise.all(guests.map((name) => mergeGuest(name, account)))
  const busy = guests.filter((_, index) => !merged[index]?.ok)
  for (const name of busy) expect(await mergeGuest(name, account)).toMatchObject({ ok: true })
  expect(await linesOf(account)).toEqual([[cup.id, 16]])
  expect((await linkedTo(account)).toSorted()).toEqual(guests.toSorted())
})

test('what the shopper waits for is kept, as far as it fits, and a change that is sent again is still known', async () => {
  const [guest, account] = [newGuest(), await newAccount()]
  const sold = await Promise.all(Array.from({ length: maxWatched + 1 }, () => stock({ availableStock: 0 })))
  const ids = sold.map(({ id }) => id)
  for (const id of ids.slice(0, maxWatched)) await watchProduct(account, id)
  for (const id of ids.slice(maxWatched - 1)) await watchProduct(guest, id)
  const cup = await stock()
  await add(guest, cup, 1, 'first-click')
  await add(account, cup, 1, 'other-click')
  await mergeGuest(guest, account)
  expect((await findBasket(account))?.watching).toEqual(ids.slice(0, maxWatched))
  for (const change of ['first-click', 'other-click']) await add(account, cup, 1, change)
  expect(await linesOf(account)).toEqual([[cup.id, 2]])
})

test('neither an account nor a name that is no account’s is merged', async () => {
  const [guest, account, victim] = [newGuest(), await newAccount(), await newAccount()]
  await add(victim, await stock(), 3)
  for (const [name, into] of [
    [victim, account],
    [account, account],
    [guest, newGuest()],
  ] as const)
    expect(await mergeGuest(name, into)).toEqual({ ok: false, reason: 'ended' })
  expect(await linesOf(victim)).toHaveLength(1)
  expect(await linkedTo(account)).toEqual([])
  expect(await findHeld(guest)).toBeUndefined()
})

/** What is asked for at the same time, and how often: each piece must end in the one basket or in a checkout. */
const race = fc.record({
  guest: fc.integer({ min: 1, max: 5 }),
  own: fc.integer({ min: 0, max: 5 }),
  merges: fc.integer({ min: 1, max: 4 }),
  guestBuys: fc.integer({ min: 0, max: 2 }),
  accountBuys: fc.integer({ min: 0, max: 2 }),
  guestAdds: fc.integer({ min: 0, max: 2 }),
  accountAdds: fc.integer({ min: 0, max: 2 }),
})

test('beside checkouts and changes of either basket no piece is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(race, async (asked) => {
      const [guest, account] = [newGuest(), await newAccount()]
      const cup = await stock({ availableStock: 10_000 })
      await add(guest, cup, asked.guest)
      if (asked.own > 0) await add(account, cup, asked.own)
      const times = <T>(count: number, work: () => Promise<T>) => Array.from({ length: count }, work)
      const changes = [
        ...times(asked.guestAdds, () => add(guest, cup, 1)),
        ...times(asked.accountAdds, () => add(account, cup, 1)),
      ]
      const merges = times(asked.merges, () => mergeGuest(guest, account))
      const bought = [
        ...times(asked.guestBuys, () => checkoutBasket({ userName: guest })),
        ...times(asked.accountBuys, () => checkoutBasket({ userName: account })),
      ]
      const added = (await Promise.all(changes)).filter(({ ok }) => ok).length
      expect((await Promise.all(merges)).filter(({ ok }) => ok)).toHaveLength(1)
      const ids = new Set(
        (await Promise.all(bought)).flatMap((answer) => (answer.ok ? [answer.orderId] : [])),
      )
      const checkouts = (await rowsOf('CheckoutTable')).filter(({ userName }) =>
        [guest, account].includes(userName),
      )
      expect(new Set(checkouts.map(({ checkoutId }) => checkoutId))).toEqual(ids)
      const kept = sum((await linesOf(account))?.map(([, quantity]) => Number(quantity)) ?? [])
      const sold = sum(
        checkouts.flatMap(({ items }) => items.map(({ quantity }: { quantity: number }) => quantity)),
      )
      expect(kept + sold).toBe(asked.guest + asked.own + added)
      expect(await linesOf(guest)).toBeUndefined()
    }),
    { numRuns: 12 },
  )
})
