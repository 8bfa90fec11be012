import * as z from 'zod'

export const sorts = ['featured', 'price-asc', 'price-desc', 'name'] as const
export const pageSize = 48
const longestQuery = 100

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const Text = z.preprocess(
  first,
  z
    .string()
    .transform((text) => text.slice(0, longestQuery).trim())
    .catch(''),
)

/** What a page's address asks of the catalogue. An address is typed, shared and cut off: nothing in it is an error. */
export const Filter = z.object({
  q: Text.default(''),
  category: Text.default(''),
  sort: z.preprocess(first, z.enum(sorts).catch('featured')).default('featured'),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(10_000).catch(1)).default(1),
})
export type Filter = z.output<typeof Filter>

/** The address that asks for `filter`; what is left as it is by default is left out. */
export function addressOf({ q = '', category = '', sort = 'featured', page = 1 }: Partial<Filter>): string {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (category) search.set('category', category)
  if (sort !== 'featured') search.set('sort', sort)
  if (page > 1) search.set('page', String(page))
  return search.size === 0 ? '/' : `/?${search}`
}
