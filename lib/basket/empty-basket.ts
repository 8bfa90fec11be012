import { patience } from '../aws/dynamo'
import { type BasketRefusal, refused } from './change-basket'
import { counted } from './pace'
import { emptiedUntil, findBasket, saveBasket } from './store'

/** Takes everything out of the basket; what its shopper waits for stays, and so does how often it was changed. */
export async function emptyBasket(userName: string): Promise<{ ok: true } | BasketRefusal> {
  const again = patience()
  while (await again()) {
    const basket = await findBasket(userName)
    if (!basket) return { ok: true }
    const paced = counted('changes', basket.pace)
    if (!paced.ok) return paced
    const { removed: _, version, watching, ...kept } = basket
    const emptied = { ...kept, watching, pace: paced.pace, items: [], version: version + 1 }
    if (await saveBasket({ ...emptied, expiresAt: emptiedUntil(watching) })) return { ok: true }
  }
  return refused({ reason: 'busy' })
}
