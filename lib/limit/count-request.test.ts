import { expect, test } from 'vitest'
import { embeddedAws, rowsOf } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { countRequest } from './count-request'
import { limits } from './limit'

embeddedAws()

const now = Date.parse('2026-11-29T10:04:00Z')
const minutes = (count: number) => count * 60_000
const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make)

test.each([
  'session',
  'address',
  'account',
] as const)('of thirty at once of one %s as many pass as may, and all others are told when to come again', async (whose) => {
  const most = limits.signIn.most[whose]
  const who = newShopper()
  const before = most - 9
  for (const _ of times(before, () => 0)) await countRequest('signIn', { [whose]: who }, now)
  const answers = await Promise.all(times(30, () => countRequest('signIn', { [whose]: who }, now)))
  expect(answers.filter((wait) => wait === undefined)).toHaveLength(9)
  expect(answers.filter((wait) => wait === 6 * 60)).toHaveLength(21)
})

test('what one asks for is another one’s, in another window or of another kind not counted', async () => {
  const [ada, bob] = [newShopper(), newShopper()]
  const exhaust = times(limits.reset.most.account, () => countRequest('reset', { account: ada }, now))
  await Promise.all(exhaust)
  expect(await countRequest('reset', { account: ada }, now)).toBe(56 * 60)
  expect(await countRequest('reset', { account: bob }, now)).toBeUndefined()
  expect(await countRequest('reset', { session: ada }, now)).toBeUndefined()
  expect(await countRequest('signIn', { account: ada }, now)).toBeUndefined()
  expect(await countRequest('reset', { account: ada }, now + minutes(56) - 1)).toBe(1)
  expect(await countRequest('reset', { account: ada }, now + minutes(56))).toBeUndefined()
})

test('a row names nobody and goes once its window is over', async () => {
  const requester = { session: newShopper(), address: '203.0.113.77', account: 'ada@example.com' }
  await countRequest('signIn', requester, now)
  const rows = await rowsOf('LimitTable')
  for (const who of Object.values(requester)) expect(JSON.stringify(rows)).not.toContain(who)
  for (const { expiresAt } of rows) expect(expiresAt).toBeGreaterThan(now / 1000)
  expect(rows).toContainEqual(expect.objectContaining({ n: 1, expiresAt: now / 1000 + 6 * 60 }))
})
