import { expect, test } from 'vitest'
import { catalogueAddress } from '../address'
import { Cents } from '../money'
import { asksToNarrow, Filter, unreadFilters } from './filter'

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
  const narrowed = { min: Cents.parse(1950), max: Cents.parse(4000), stock: 'in' } as const
  const filter = { q: 'tea & “cups”', category: 'Kitchen', ...narrowed, sort: 'name', page: 2 } as const
  const { searchParams } = new URL(catalogueAddress(filter), 'http://localhost')
  expect(Filter.parse(Object.fromEntries(searchParams))).toEqual(filter)
})

test('prices are dollars in any usual spelling, and what is none is left out and said to be', () => {
  const cents = (min: unknown) => Filter.parse({ min }).min
  expect(['20', ' 20.5 ', '20,50', '$19.99', ['7', '8']].map(cents)).toEqual([2000, 2050, 2050, 1999, 700])
  const bad = ['abc', '-5', '1e3', '1.999', '1,000.50', 'Infinity', '9'.repeat(30), '٣', {}]
  for (const min of bad) {
    expect(Filter.parse({ min, max: '5', stock: 'maybe' })).toMatchObject({ max: 500 })
    expect(cents(min), String(min)).toBeUndefined()
  }
  expect(unreadFilters({ min: 'abc', max: '5', stock: 'maybe' })).toEqual([
    '“abc” is not a price and was left out.',
    '“maybe” is not “in” and was left out.',
  ])
  expect(unreadFilters({ min: '', max: ' ', stock: 'in' })).toEqual([])
  expect(asksToNarrow({ min: '', max: ' ', q: 'tea' })).toBe(false)
  expect(asksToNarrow({ min: 'abc' })).toBe(true)
})
