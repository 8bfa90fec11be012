import 'server-only'
import { cacheLife } from 'next/cache'
import type { ProductDescription } from '@/lib/product/product'
import { decoded, findSold } from './sold-product'

const minute = 60
/** The least that Next keeps in the shell of a page. */
const shellLife = { stale: 5 * minute, revalidate: minute, expire: 5 * minute }

/**
 * What the shell of a product's page holds; undefined for what is not sold. After a minute the next visit has it read again,
 * for those that follow; after five minutes it is not shown any more. Price and stock are not in it: they are read at every
 * visit.
 *
 * @param part the id, as it stands in the address
 */
export async function readDescription(part: string): Promise<ProductDescription | undefined> {
  'use cache'
  const id = decoded(part)
  const product = await findSold(id)
  if (!product) {
    // Too short for a shell, so that what is new is there at its first visit.
    cacheLife('seconds')
    return undefined
  }
  cacheLife(shellLife)
  const { name, description, category, image } = product
  return { id, name, description, category, image }
}
