import { categories } from './categories'
import type { CatalogueEntry } from './product'
import { type Indexed, indexed } from './search'
import { listEntries } from './store'

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
export function takingTurns<T>(lists: T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat()
}
