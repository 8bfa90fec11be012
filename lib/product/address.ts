export const sorts = ['featured', 'price-asc', 'price-desc', 'name'] as const

/** What an address may ask of the catalogue; what it leaves out is as it is by default. */
export type Asked = { q?: string; category?: string; sort?: (typeof sorts)[number]; page?: number }

/** Apart from the schema that reads it back, so that a link brings no schema into the browser. */
export function addressOf({ q = '', category = '', sort = 'featured', page = 1 }: Asked): string {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (category) search.set('category', category)
  if (sort !== 'featured') search.set('sort', sort)
  if (page > 1) search.set('page', String(page))
  return search.size === 0 ? '/' : `/?${search}`
}
