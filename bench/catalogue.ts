import { manyProducts, rowOfProduct } from '../tests/many/products'
import { writeAll } from '../tests/many/write-rows'
import type { Shop } from './shop'

/** Puts `count` products beside those that the shop was seeded with. */
export async function stockProducts({ tables }: Shop, count: number) {
  const products = manyProducts(count)
  await writeAll(tables, products.map(rowOfProduct))
  return products
}
