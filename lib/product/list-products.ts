import { categories } from './categories'
import type { Product } from './product'
import { findProducts, listProductIds } from './store'

type Filter = { category?: string | undefined; q?: string | undefined }

/** The catalogue by category, then name; `q` must occur in the name, description or category. */
export async function listProducts({ category, q = '' }: Filter = {}): Promise<Product[]> {
  const wanted = category ? [category] : categories
  const ids = (await Promise.all(wanted.map(listProductIds))).flat()
  const found = await findProducts(ids)
  const text = q.trim().toLowerCase()
  return ids.flatMap((id) => {
    const product = found.get(id)
    return product && mentions(product, text) ? [product] : []
  })
}

const mentions = ({ name, description, category }: Product, text: string) =>
  [name, description, category].some((field) => field.toLowerCase().includes(text))
