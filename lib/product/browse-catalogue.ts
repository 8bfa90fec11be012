import { readShelves, takingTurns } from './catalogue'
import { type Filter, pageSize } from './filter'
import type { CatalogueEntry, Product } from './product'
import { type Indexed, nearest, search } from './search'
import { findProducts } from './store'

type Browsed = {
  products: Product[]
  /** Of all pages together. */
  total: number
  page: number
  pages: number
  /** All there are. */
  categories: string[]
  /** Where nothing was found: how many there are in the other categories, and what is spelt most like the query. */
  elsewhere: number
  nearest: Product[]
}

type Wish = Partial<Filter> & { limit?: number | undefined }

const sorters: Record<
  Exclude<Filter['sort'], 'featured'>,
  (a: CatalogueEntry, b: CatalogueEntry) => number
> = {
  'price-asc': (a, b) => a.price - b.price,
  'price-desc': (a, b) => b.price - a.price,
  name: (a, b) => a.name.localeCompare(b.name, 'en'),
}

/** One page, the last one at most. Which products are on it may be seconds old; each of them is as it is now. */
export async function browseCatalogue(wish: Wish = {}): Promise<Browsed> {
  const { q = '', category = '', sort = 'featured', limit = pageSize } = wish
  const shelves = await readShelves()
  const everything = takingTurns([...shelves.values()])
  const catalogue = category ? (shelves.get(category) ?? []) : everything
  const found = q ? search(catalogue, q) : catalogue.map(({ entry }) => entry)
  if (sort !== 'featured') found.sort(sorters[sort])

  const pages = Math.max(1, Math.ceil(found.length / limit))
  const page = Math.min(wish.page ?? 1, pages)
  const products = await asTheyAre(found.slice((page - 1) * limit, page * limit))
  const alternatives =
    found.length === 0 && q ? await alternativesTo(q, everything) : { elsewhere: 0, nearest: [] }
  return { products, total: found.length, page, pages, categories: [...shelves.keys()], ...alternatives }
}

async function alternativesTo(q: string, everything: Indexed<CatalogueEntry>[]) {
  return {
    elsewhere: search(everything, q).length,
    nearest: await asTheyAre(nearest(everything, q, 4)),
  }
}

async function asTheyAre(entries: CatalogueEntry[]): Promise<Product[]> {
  const found = await findProducts(entries.map(({ id }) => id))
  return entries.flatMap(({ id }) => found.get(id) ?? [])
}
