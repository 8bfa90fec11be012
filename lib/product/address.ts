import { addressTo } from '../address'

export const sorts = ['featured', 'price-asc', 'price-desc', 'name'] as const

/** What an address may ask of the catalogue; what it leaves out is as it is by default. */
export type Asked = { q?: string; category?: string; sort?: (typeof sorts)[number]; page?: number }

/** Apart from the schema that reads it back, so that a link brings no schema into the browser. */
export function addressOf({ q = '', category = '', sort = 'featured', page = 1 }: Asked): string {
  return addressTo([], {
    q,
    category,
    sort: sort === 'featured' ? undefined : sort,
    page: page > 1 ? page : undefined,
  })
}
