import * as z from 'zod'
import { sorts } from '../address'
import { Cents } from '../money'

export const pageSize = 24
const longestQuery = 100

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const shortened = (text: string) =>
  Array.from(text.slice(0, 2 * longestQuery))
    .slice(0, longestQuery)
    .join('')
    .replace(/\p{Surrogate}/gu, '')
    .trim()
const Text = z.preprocess(first, z.string().transform(shortened).catch(''))

/** Dollars, with a comma or a point before the cents, as Cents. */
function readPrice(value: unknown): unknown {
  const amount = /^\$?(\d{1,9}(?:[.,]\d{1,2})?)$/.exec(String(first(value) ?? '').trim())?.[1]
  return amount === undefined ? undefined : Math.round(Number(amount.replace(',', '.')) * 100)
}
const Price = z.preprocess(readPrice, Cents.optional())

/** What a page's address asks of the catalogue. An address is typed, shared and cut off: nothing in it is an error. */
export const Filter = z.object({
  q: Text.default(''),
  category: Text.default(''),
  min: Price,
  max: Price,
  stock: z.preprocess(first, z.enum(['in']).optional().catch(undefined)),
  sort: z.preprocess(first, z.enum(sorts).catch('featured')).default('featured'),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(10_000).catch(1)).default(1),
})
export type Filter = z.output<typeof Filter>

/** Where a page of `limit` begins among `total`, and how many pages there are: the last one at most. */
export function placeOf(total: number, wanted: number, limit: number) {
  const pages = Math.max(1, Math.ceil(total / limit))
  const page = Math.min(wanted, pages)
  return { page, pages, from: (page - 1) * limit }
}

/** What an address gives for price and stock, shortened. */
const given = (search: Record<string, unknown>) =>
  (['min', 'max', 'stock'] as const)
    .map((name) => ({ name, text: Text.parse(search[name]).slice(0, 20) }))
    .filter(({ text }) => text !== '')

/** Whether an address asks for a price or for stock, in whatever way. */
export const asksToNarrow = (search: Record<string, unknown>) => given(search).length > 0

/** What an address gives for price and stock that is neither, in words: Filter leaves it out. */
export function unreadFilters(search: Record<string, unknown>): string[] {
  const filter = Filter.parse(search)
  return given(search)
    .filter(({ name }) => filter[name] === undefined)
    .map(({ name, text }) => `“${text}” is not ${name === 'stock' ? '“in”' : 'a price'} and was left out.`)
}

/** Whether results are narrowed down by more than words and category. */
export const isNarrowed = ({ min, max, stock }: Pick<Filter, 'min' | 'max' | 'stock'>) =>
  Boolean(min || max !== undefined || stock)
