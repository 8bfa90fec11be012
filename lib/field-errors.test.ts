import { expect, test } from 'vitest'
import * as z from 'zod'
import { fieldErrors } from './field-errors'

const Wanted = z.object({ items: z.array(z.object({ productId: z.string('must be text') })) })
const errorOf = (count: number) => {
  const { error } = Wanted.safeParse({ items: Array.from({ length: count }, () => ({})) })
  return error ? fieldErrors(error) : ''
}

test('every field at fault is named, up to ten', () => {
  expect(errorOf(2)).toBe('items[0].productId: must be text; items[1].productId: must be text')
  expect(errorOf(10).split('; ')).toHaveLength(10)
})

test('the ones after the tenth are counted', () => {
  const [last, ...named] = errorOf(21_000).split('; ').reverse()
  expect(last).toBe('and 20990 more')
  expect(named).toHaveLength(10)
})
