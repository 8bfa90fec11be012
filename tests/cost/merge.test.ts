import { beforeAll, expect, test } from 'vitest'
import { mergeGuest } from '../../lib/account/merge-guest'
import { signUp } from '../../lib/account/sign-up'
import { addToBasket } from '../../lib/basket/change-basket'
import { embeddedAws, stock } from '../embedded-aws'
import { newGuest } from '../purchases'
import { callsOf, meterClients } from './meter'

embeddedAws()
beforeAll(meterClients)

test('a guest of two lines becomes an account for three read units and eight write units, in three steps', async () => {
  const [guest, userName] = [newGuest(), newGuest()]
  const email = `${userName}@example.com`
  await signUp({ email, password: 'three blind mice', userName, agent: 'Firefox on Linux' })
  for (const name of [guest, guest, userName])
    await addToBasket(name, { productId: (await stock()).id, quantity: 1 })
  expect(await callsOf(() => mergeGuest(guest, userName))).toEqual([
    { command: 'GetItem', read: 1, written: 0 },
    { command: 'GetItem', read: 1, written: 0 },
    { command: 'BatchGetItem', read: 1, written: 0 },
    { command: 'TransactWriteItems', read: 0, written: 8 },
  ])
})
