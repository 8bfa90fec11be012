import { categories } from './categories'
import type { CatalogueEntry } from './product'
import { type Indexed, indexed } from './search'
import { listEntries } from './store'

type Shelf = Indexed<CatalogueEntry>[]

/** How long a new name, price or product may take to be found. What is shown of it is read when it is shown. */
const freshForMs = 5_000

const shelves = new Map<string, { readAt: number; shelf: Promise<Shelf> }>()

/** What the shop sells, one list a category, ready to be searched. Stock is not in it: see CatalogueEntry. */
export const readShelves = (): Promise<Shelf[]> => Promise.all(categories.map(readShelf))

/** Only the shop's own categories are kept, so that no address can fill the memory. */
export async function readShelf(category: string): Promise<Shelf> {
  if (!categories.some((known) => known === category)) return load(category)
  const kept = shelves.get(category)
  if (kept && performance.now() - kept.readAt < freshForMs) return kept.shelf
  const shelf = load(category)
  shelves.set(category, { readAt: performance.now(), shelf })
  shelf.catch(() => shelves.delete(category))
  return shelf
}

const load = async (category: string) => (await listEntries(category)).map(indexed)

/** One of each category, then the next of each: the order in which the shop shows itself. */
export function takingTurns<T>(lists: T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat()
}
