import { patience, transact } from '../aws/dynamo'
import { type Basket, isTombstone, keptForSeconds } from '../basket/basket'
import { type Cut, mergeBaskets } from '../basket/merge-baskets'
import { buryBasket, findHeld, savingBasket } from '../basket/store'
import { mintCheckoutId } from '../checkout/checkout-id'
import { findProducts } from '../product/store'
import { carryWatches } from '../watch/note-watch'
import { endGuest, linkGuest } from './store'

export type Merged =
  | { ok: true; cut: Cut[] }
  /** It was merged before, into this account or another, or is an account itself; nothing was changed. */
  | { ok: false; reason: 'ended' }
  | { ok: false; reason: 'busy' }

/**
 * Makes what a guest has an account's: its basket in one transaction with the end of the guest, so that of many merges at
 * once one is made and a checkout of either basket meanwhile is before it or after it, whole. Orders stay where they are: an
 * event of theirs may come late. Their guest's name is linked to the account.
 */
export async function mergeGuest(guest: string, account: string): Promise<Merged> {
  if (guest === account) return { ok: false, reason: 'ended' }
  const again = patience()
  while (await again()) {
    const [theirs, own] = await Promise.all([findHeld(guest), findHeld(account)])
    if (isTombstone(theirs) || isTombstone(own)) return { ok: false, reason: 'ended' }
    const { basket, cut } = await mergedBasket(account, own, theirs)
    // Killed in between, the guest signs in again; a watch that no basket stands behind is worth nothing.
    await carryWatches(guest, account, theirs?.watching ?? [])
    const refused = await transact([
      buryBasket(guest, theirs, account),
      endGuest(guest),
      linkGuest(account, guest),
      ...(basket ? [savingBasket(basket)] : []),
    ])
    if (!refused) return { ok: true, cut }
    const [, isAccount, isGone] = refused
    if (isAccount || isGone) return { ok: false, reason: 'ended' }
  }
  return { ok: false, reason: 'busy' }
}

/** The account's basket as it is to be; undefined where the guest's adds nothing to it. */
async function mergedBasket(account: string, own: Basket | undefined, theirs: Basket | undefined) {
  // One that a checkout has emptied still knows its changes, which may be sent again late, as the account.
  if (!theirs) return { cut: [] }
  const products = await findProducts(theirs.items.map(({ productId }) => productId))
  const { watching, cut, ...merged } = mergeBaskets(own, theirs, products)
  const basket: Basket = {
    userName: account,
    ...merged,
    ...(watching.length > 0 && { watching }),
    pace: own?.pace ?? theirs.pace,
    checkoutId: own?.checkoutId ?? mintCheckoutId(),
    version: (own?.version ?? 0) + 1,
    expiresAt: Math.floor(Date.now() / 1000) + keptForSeconds,
  }
  return { basket, cut }
}
