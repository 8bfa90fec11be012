import { expect, test } from 'vitest'
import { catalogueAddress } from '../address'
import { Filter } from './filter'

test('an address is read as far as it makes sense', () => {
  expect(Filter.parse({})).toEqual({ q: '', category: '', sort: 'featured', page: 1 })
  expect(Filter.parse({ q: ['  tea ', 'cup'], sort: 'price-desc', page: '3' })).toMatchObject({
    q: 'tea',
    sort: 'price-desc',
    page: 3,
  })
  for (const page of ['0', '-1', '1.5', 'two', '', '1e9', ['x']])
    expect(Filter.parse({ page }).page, String(page)).toBe(1)
  expect(Filter.parse({ sort: 'cheapest' }).sort).toBe('featured')
  expect(Filter.parse({ q: 'x'.repeat(5000) }).q).toHaveLength(100)
  expect(Filter.parse({ category: `${'a'.repeat(99)}😀😀` }).category).toBe(`${'a'.repeat(99)}😀`)
})

test('an address leaves out what goes without saying, and says the rest again when read', () => {
  expect(catalogueAddress({})).toBe('/')
  expect(catalogueAddress({ q: '', sort: 'featured', page: 1 })).toBe('/')
  const filter = { q: 'tea & “cups”', category: 'Kitchen', sort: 'name', page: 2 } as const
  const { searchParams } = new URL(catalogueAddress(filter), 'http://localhost')
  expect(Filter.parse(Object.fromEntries(searchParams))).toEqual(filter)
})
