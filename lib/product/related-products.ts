import { readShelves } from './catalogue'
import type { Product } from './product'
import { findProducts } from './store'

const most = 4

/** The next ones on the same shelf, round its end, as they are now. */
export async function relatedProducts({
  id,
  category,
}: Pick<Product, 'id' | 'category'>): Promise<Product[]> {
  const ids = ((await readShelves()).get(category) ?? []).map(({ entry }) => entry.id)
  const place = ids.indexOf(id) + 1
  const next = [...ids.slice(place), ...ids.slice(0, place)].filter((other) => other !== id).slice(0, most)
  const found = await findProducts(next)
  return next.flatMap((other) => found.get(other) ?? [])
}
