import { expect, test } from 'vitest'
import { Cents, Money, sum, times } from './money'

const cents = (amount: number) => Cents.parse(amount)

test.each([
  [150, 15000],
  [34.5, 3450],
  [0.1, 10],
  [1.15, 115],
  [4.35, 435],
  [1299.99, 129999],
])('%d is %d cents, and back', (decimal, amount) => {
  expect(Money.parse(decimal)).toBe(amount)
  expect(Money.encode(cents(amount))).toBe(decimal)
})

test.each([[-1], [0.001], [19.999], [Number.NaN], ['12'], [null]])('%j is not money', (input) => {
  expect(Money.safeParse(input).success).toBe(false)
})

test('ten times ten cents is one dollar, which floats get wrong', () => {
  expect(sum(Array.from({ length: 10 }, () => Money.parse(0.1)))).toBe(100)
  expect(times(Money.parse(0.1), 3)).toBe(30)
})
