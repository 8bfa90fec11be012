import { findBasket } from '../basket/store'
import { findOrder } from '../order/find-orders'
import { findProducts } from '../product/store'
import type { Checkout } from './checkout'
import { announce, beginCheckout, type CheckedOut, type CheckoutRequest, logOf } from './checkout-basket'
import { mintedAt } from './checkout-id'
import { optionsOf } from './checkout-options'
import { isDeclined, linesOffered, offerOf } from './offer'
import { findCheckout, readCheckout, saveCheckout } from './store'

type RetryRequest = CheckoutRequest & {
  orderId: string
  checkoutId: string
  /** The guests that the shopper was. */
  linked?: readonly string[] | undefined
}

export type Retried = CheckedOut | { ok: false; reason: 'not_declined' | 'nothing_left' }

/**
 * Checks out again what can still be had of a declined order of the shopper's, at the prices of now; the basket stays as it
 * is. For the same checkoutId the same answer and the same event again.
 */
export async function retryOrder({ orderId, linked = [], ...request }: RetryRequest): Promise<Retried> {
  const { userName, checkoutId } = request
  if (!isFresh(checkoutId)) return unknownCheckout
  const [earlier, order, basket] = await Promise.all([
    findCheckout(checkoutId),
    findOrder([userName, ...linked], orderId),
    findBasket(userName),
  ])
  if (earlier) return answerOf(earlier, userName)
  if (!order || !isDeclined(order)) return { ok: false, reason: 'not_declined' }
  // The basket's own id is the basket's purchase.
  if (basket?.checkoutId === checkoutId) return unknownCheckout

  const ids = order.items.map(({ productId }) => productId)
  const items = linesOffered(offerOf(order.items, await findProducts(ids, { consistent: true })))
  if (items.length === 0) return { ok: false, reason: 'nothing_left' }
  const begun = beginCheckout(checkoutId, items, { ...optionsOf(order), ...request })
  if (!begun.ok) return begun
  const saved = await saveCheckout(begun.checkout)
  const found = 'refused' in saved ? readCheckout(saved.refused.row) : begun.checkout
  if (found === begun.checkout) logOf(found).info('Checkout placed again')
  return found ? answerOf(found, userName) : unknownCheckout
}

const unknownCheckout = { ok: false, reason: 'unknown_checkout' } as const

const answerOf = async (checkout: Checkout, userName: string): Promise<CheckedOut> =>
  checkout.userName === userName ? announce(checkout) : unknownCheckout

/** An order is found for ever by the day on which its id was minted: it has to be placed within one. */
const freshMs = 24 * 60 * 60_000

function isFresh(checkoutId: string) {
  const minted = mintedAt(checkoutId)
  return minted !== undefined && Math.abs(Date.now() - minted) <= freshMs
}
