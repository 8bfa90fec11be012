import { findProduct } from '../product/store'
import { noteWatch } from '../watch/note-watch'
import { type BasketChanged, changeBasket, markOf } from './change-basket'
import type { WantedLine } from './line'

export type Watched = BasketChanged | { ok: false; reason: 'in_stock'; productName: string }

/** Notes that the shopper waits for a product that is sold out, until it is bought or no longer waited for. */
export async function watchProduct(userName: string, productId: string, changeId?: string): Promise<Watched> {
  const product = await findProduct(productId, { consistent: true })
  if (!product) return { ok: false, reason: 'unknown_product', productIds: [productId] }
  if (product.availableStock > 0) return { ok: false, reason: 'in_stock', productName: product.name }
  const changed = await changeBasket(userName, unchanged, {
    mark: markOf(changeId, `watch ${productId}`),
    watch: (watching) => [...watching.filter((id) => id !== productId), productId],
  })
  // A wish that arrives again may have been taken back, or was killed before it came here.
  if (changed.ok && changed.basket.watching?.includes(productId)) await noteWatch(userName, productId)
  return changed
}

/** The shopper waits for this product no longer; to say so twice is no fault. */
export const stopWatching = (userName: string, productId: string, changeId?: string) =>
  changeBasket(userName, unchanged, {
    mark: markOf(changeId, `stop watching ${productId}`),
    watch: (watching) => watching.filter((id) => id !== productId),
  })

const unchanged = (lines: WantedLine[]) => lines
