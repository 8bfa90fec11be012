import { categories } from './categories'
import { correctSpelling } from './correct-spelling'
import { type Filter, pageSize, placeOf } from './filter'
import { pageInStock } from './in-stock'
import type { CatalogueEntry, Product } from './product'
import { type Indexed, indexed, nearest, search } from './search'
import { findProducts, listEntries } from './store'

type Shelf = Indexed<CatalogueEntry>[]
/** By category: the shop's own ones in their order, then what else there is. */
type Shelves = Map<string, Shelf>

/** How long a new name, price or product may take to be found. What is shown of it is read when it is shown. */
const freshForMs = 5_000

let kept: { readAt: number; shelves: Promise<Shelves> } | undefined

/** What the shop sells, one list a category, ready to be searched. Stock is not in it: see CatalogueEntry. */
export async function readShelves(): Promise<Shelves> {
  if (kept && performance.now() - kept.readAt < freshForMs) return kept.shelves
  const reading = { readAt: performance.now(), shelves: load() }
  kept = reading
  reading.shelves.catch(() => {
    if (kept === reading) kept = undefined
  })
  return reading.shelves
}

async function load(): Promise<Shelves> {
  const entries = (await listEntries()).sort((a, b) => order(a.name, b.name) || order(a.id, b.id))
  const others = [...new Set(entries.map(({ category }) => category))].sort(order)
  const shelves: Shelves = new Map([...categories, ...others].map((category) => [category, []]))
  for (const entry of entries) shelves.get(entry.category)?.push(indexed(entry))
  return shelves
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** One of each category, then the next of each: the order in which the shop shows itself. */
function takingTurns<T>(lists: T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat()
}

/** Prices in whole cents. */
type Wish = Partial<Omit<Filter, 'min' | 'max'>> &
  Partial<Record<'min' | 'max' | 'limit', number | undefined>>
type Sort = (a: CatalogueEntry, b: CatalogueEntry) => number

const sorters: Record<Exclude<Filter['sort'], 'featured'>, Sort> = {
  'price-asc': (a, b) => a.price - b.price,
  'price-desc': (a, b) => b.price - a.price,
  name: (a, b) => a.name.localeCompare(b.name, 'en'),
}

/**
 * One page, the last one at most. Which products are on it may be seconds old; each of them is as it is now. Words that
 * nothing in the shop mentions are taken for the likeliest ones that something does.
 */
export async function browseCatalogue(wish: Wish = {}) {
  const { category = '', sort = 'featured', page = 1, limit = pageSize } = wish
  const shelves = await readShelves()
  const everything = takingTurns([...shelves.values()])
  const onShelf = category ? (shelves.get(category) ?? []) : everything
  const { q, found, corrected, elsewhere } = look(everything, onShelf, wish.q ?? '')
  const within = found.filter(isWithin(wish))
  if (sort !== 'featured') within.sort(sorters[sort])
  const isMissed = found.length === 0 && q !== ''
  return {
    ...(wish.stock === 'in' ? await pageInStock(within, page, limit) : await pageOf(within, page, limit)),
    /** How many there are at any price, sold out or not. */
    unfiltered: found.length,
    /** All there are. */
    categories: [...shelves.keys()],
    /** The words that were looked for in place of the ones given. */
    corrected,
    /** Where nothing was found: how many there are in the other categories, and what is spelt most like the query. */
    elsewhere,
    nearest: isMissed ? await asTheyAre(nearest(everything, q, 4)) : [],
  }
}

type Entries = Indexed<CatalogueEntry>[]
type Look = { q: string; found: CatalogueEntry[]; elsewhere: number; corrected?: string }

/** What `onShelf` has for the words given or, where the whole shop has nothing for them, for the likeliest other ones. */
function look(everything: Entries, onShelf: Entries, given: string): Look {
  if (given === '') return { q: '', found: onShelf.map(({ entry }) => entry), elsewhere: 0 }
  const find = (q: string) => {
    const found = search(onShelf, q)
    return { q, found, elsewhere: found.length > 0 ? 0 : search(everything, q).length }
  }
  const asGiven = find(given)
  if (asGiven.found.length > 0 || asGiven.elsewhere > 0) return asGiven
  const corrected = correctSpelling(everything, given)
  return corrected === undefined ? asGiven : { ...find(corrected), corrected }
}

const isWithin =
  ({ min, max }: Wish) =>
  ({ price }: CatalogueEntry) =>
    price >= (min ?? 0) && price <= (max ?? Number.POSITIVE_INFINITY)

async function pageOf(entries: CatalogueEntry[], wanted: number, limit: number) {
  const { from, ...place } = placeOf(entries.length, wanted, limit)
  const products = await asTheyAre(entries.slice(from, from + limit))
  /** Of all pages together. */
  return { products, total: entries.length, isExact: true, ...place }
}

async function asTheyAre(entries: Pick<CatalogueEntry, 'id'>[]): Promise<Product[]> {
  const found = await findProducts(entries.map(({ id }) => id))
  return entries.flatMap(({ id }) => found.get(id) ?? [])
}

const mostRelated = 4

/** The next ones on the same shelf, round its end, as they are now: what can be had before what is sold out. */
export async function relatedProducts({ id, category }: Pick<Product, 'id' | 'category'>) {
  const entries = ((await readShelves()).get(category) ?? []).map(({ entry }) => entry)
  const place = entries.findIndex((entry) => entry.id === id) + 1
  const round = [...entries.slice(place), ...entries.slice(0, place)]
  const near = await asTheyAre(round.filter((entry) => entry.id !== id).slice(0, 2 * mostRelated))
  const isSoldOut = ({ availableStock }: Product) => Number(availableStock === 0)
  return near.toSorted((a, b) => isSoldOut(a) - isSoldOut(b)).slice(0, mostRelated)
}
