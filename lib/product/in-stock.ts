import { pageSize, placeOf } from './filter'
import type { Product } from './product'
import { findProducts } from './store'

/** Of so many products every row is read to count exactly what is in stock. */
export const mostCounted = 72
/** So many that were sold out does a request look at again. */
const lookedAtAgain = pageSize

type Entry = Pick<Product, 'id'>

/**
 * The page of `entries` that are in stock, each as it is now. The index of the catalogue holds no stock, so that of many
 * entries only a page is read: `total` then counts what is not known to be sold out, and `isExact` is false.
 */
export const pageInStock = (entries: Entry[], page: number, limit: number) => {
  const ids = entries.map(({ id }) => id)
  return ids.length <= mostCounted ? counted(ids, page, limit) : presumed(ids, page, limit)
}

const isInStock = (product: Product | undefined) => product !== undefined && product.availableStock > 0

async function counted(ids: string[], page: number, limit: number) {
  const rows = await findProducts(ids)
  const inStock = ids.flatMap((id) => rows.get(id) ?? []).filter(isInStock)
  const { from, ...place } = placeOf(inStock.length, page, limit)
  return { products: inStock.slice(from, from + limit), total: inStock.length, isExact: true, ...place }
}

/** What this process saw sold out when it last looked; what it has not looked at for longest comes first. */
const soldOut = new Set<string>()

/** Reads the page, then others in place of what was sold out on it; and whether what was sold out is back. */
async function presumed(ids: string[], page: number, limit: number) {
  const rows = new Map<string, Product | undefined>()
  const known = new Set(ids)
  let due = [...soldOut].filter((id) => known.has(id)).slice(0, lookedAtAgain)
  for (;;) {
    const left = ids.filter((id) => (rows.has(id) ? isInStock(rows.get(id)) : !soldOut.has(id)))
    const { from, ...place } = placeOf(left.length, page, limit)
    const shown = left.slice(from, from + limit)
    due.push(...shown.filter((id) => !rows.has(id)))
    if (due.length === 0) {
      const products = shown.flatMap((id) => rows.get(id) ?? [])
      return { products, total: left.length, isExact: false, ...place }
    }
    const found = await findProducts(due)
    for (const id of due) {
      rows.set(id, found.get(id))
      soldOut.delete(id)
      if (!isInStock(found.get(id))) soldOut.add(id)
    }
    due = []
  }
}
