import { expect, test } from 'vitest'
import { Money } from '../money'
import { WantedLines, withQuantity } from './basket'
import { mergeLines, totalOf } from './line'

const lines = [
  { productId: 'cup', quantity: 1 },
  { productId: 'pan', quantity: 2 },
]

test('a product named twice is one line of both quantities', () => {
  expect(mergeLines([...lines, { productId: 'cup', quantity: 3 }])).toEqual([
    { productId: 'cup', quantity: 4 },
    { productId: 'pan', quantity: 2 },
  ])
})

test('a quantity is set in place, added at the end, and taken out at 0', () => {
  expect(withQuantity(lines, 'cup', 9)[0]).toEqual({ productId: 'cup', quantity: 9 })
  expect(withQuantity(lines, 'mug', 1)[2]).toEqual({ productId: 'mug', quantity: 1 })
  expect(withQuantity(lines, 'cup', 0)).toEqual([{ productId: 'pan', quantity: 2 }])
})

test('the total is exact in cents', () => {
  expect(
    totalOf([
      { price: Money.parse(0.1), quantity: 3 },
      { price: Money.parse(19.99), quantity: 99 },
    ]),
  ).toBe(30 + 1999 * 99)
})

test.each([
  ['quantity 0', [{ productId: 'cup', quantity: 0 }], 'quantity'],
  ['quantity 100', [{ productId: 'cup', quantity: 100 }], 'quantity'],
  ['quantity 1.5', [{ productId: 'cup', quantity: 1.5 }], 'quantity'],
  ['no productId', [{ quantity: 1 }], 'productId'],
  ['100 in two lines', Array(2).fill({ productId: 'cup', quantity: 50 }), 'quantity'],
  ['51 lines', Array.from({ length: 51 }, (_, index) => ({ productId: `p${index}`, quantity: 1 })), ''],
])('%s is refused', (_, input, field) => {
  const { success, error } = WantedLines.safeParse(input)
  expect(success).toBe(false)
  expect(error?.issues[0]?.path.at(-1) ?? '').toBe(field)
})

test('more than a thousand wanted lines are refused as such, whatever they are', () => {
  const { error } = WantedLines.safeParse(Array.from({ length: 21_000 }, () => ({})))
  expect(error?.issues).toMatchObject([{ code: 'too_big', path: [] }])
})
