import { afterEach, expect, test, vi } from 'vitest'
import { transact } from '../../lib/aws/dynamo'
import { embeddedAws, rowsOf } from '../../tests/embedded-aws'
import { newShopper } from '../../tests/purchases'
import { issueToken, lookAtToken, useToken as take, usingToken } from './tokens'

embeddedAws()
afterEach(() => vi.useRealTimers())

const minute = 60

test('a token is worth one use, also when twenty use it at once', async () => {
  const userName = newShopper()
  const token = await issueToken('challenge', userName, minute, { challenge: 'abc' })
  const uses = await Promise.all(Array.from({ length: 20 }, () => take('challenge', token)))
  expect(uses.filter(Boolean)).toMatchObject([{ userName, data: { challenge: 'abc' } }])
  expect(await take('challenge', token)).toBeUndefined()
})

test('a token is worth nothing for another purpose, and is not lost by that', async () => {
  const token = await issueToken('challenge', undefined, minute)
  expect(await take('reset', token)).toBeUndefined()
  expect(await lookAtToken('reset', token)).toBeUndefined()
  expect(await take('challenge', token)).toMatchObject({ purpose: 'challenge' })
})

test('a token ends with its last second, whenever its row goes', async () => {
  const token = await issueToken('reset', newShopper(), minute)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minute * 1000 + 1000 })
  expect(await lookAtToken('reset', token)).toBeUndefined()
  expect(await take('reset', token)).toBeUndefined()
})

test('to look at a token does not use it; a transaction that uses it does, once', async () => {
  const userName = newShopper()
  const token = await issueToken('reset', userName, minute)
  for (const _ of [1, 2]) expect(await lookAtToken('reset', token)).toMatchObject({ userName })
  expect(await transact([usingToken('reset', token)])).toBeUndefined()
  expect(await transact([usingToken('reset', token)])).toEqual([{ row: undefined }])
  expect(await lookAtToken('reset', token)).toBeUndefined()
})

test('what is no token is worth nothing', async () => {
  for (const text of ['', 'x', '\0', '../', 'é'.repeat(43), 'a'.repeat(44), 'a'.repeat(43)]) {
    expect(await take('reset', text)).toBeUndefined()
    expect(await lookAtToken('reset', text)).toBeUndefined()
  }
})

test('what is stored is not the token', async () => {
  const token = await issueToken('reset', newShopper(), minute)
  expect(JSON.stringify(await rowsOf('TokenTable'))).not.toContain(token)
})
