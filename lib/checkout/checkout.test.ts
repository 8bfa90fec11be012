import { expect, test } from 'vitest'
import { Checkout, dueAfter, openShardOf, openShards, orderDateOf } from './checkout'
import { mintCheckoutId, mintedAt } from './checkout-id'

const now = new Date('2026-11-22T10:00:00.123Z')

test('two purchases of the same millisecond have two order dates, each ISO 8601 and within it', () => {
  const dates = Array.from({ length: 100 }, (_, index) => orderDateOf(now, `ORD-${index}`))
  expect(new Set(dates).size).toBe(100)
  for (const date of dates) {
    expect(Checkout.shape.orderDate.parse(date)).toBe(date)
    expect(new Date(date)).toEqual(now)
    expect(date < orderDateOf(new Date(now.getTime() + 1), 'later')).toBe(true)
  }
})

test('the same checkout always has the same order date and shard', () => {
  expect(orderDateOf(now, 'ORD-1')).toBe(orderDateOf(now, 'ORD-1'))
  expect(openShardOf('ORD-1')).toBe(openShardOf('ORD-1'))
})

test('open checkouts spread over every shard', () => {
  const used = new Set(Array.from({ length: 1000 }, () => openShardOf(mintCheckoutId())))
  expect([...used].sort()).toEqual([...openShards].sort())
})

test('a minted id tells when; another id tells nothing', () => {
  const before = Date.now()
  expect(mintedAt(mintCheckoutId())).toBeGreaterThanOrEqual(before)
  expect(mintedAt('ORD-made-elsewhere')).toBeUndefined()
})

test('an open checkout is due after 1, 2, 4 ... minutes, at most an hour', () => {
  const minutes = [0, 1, 2, 5, 6, 20].map(
    (attempts) => (Date.parse(dueAfter(now, attempts)) - now.getTime()) / 60_000,
  )
  expect(minutes).toEqual([1, 2, 4, 32, 60, 60])
})
