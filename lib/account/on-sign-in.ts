import type { Cut } from '../basket/merge-baskets'
import { mergeGuest } from './merge-guest'

/**
 * Called each time that a guest has signed in to an account, by whatever means, with the names of both: the one place for
 * what becomes of the guest's things. Answers what the shopper should be told of it.
 *
 * @throws Error where others keep changing either cart: the shopper stays the guest, and tries again
 */
export async function onSignIn(guest: string, account: string): Promise<string | undefined> {
  const merged = await mergeGuest(guest, account)
  if (merged.ok) return cutText(merged.cut)
  return merged.reason === 'busy'
    ? 'Your cart could not be added to your account’s. Try again later.'
    : undefined
}

const reasons: Record<Cut['why'], string> = {
  not_sold: 'is no longer sold',
  out_of_stock: 'is sold out',
  too_many_of_one: 'did not fit',
  cart_full: 'did not fit: the cart is full',
  total_too_high: 'did not fit: the total would be too high',
}

/** What was left out of a cart that two were made into. */
export function cutText(cut: Cut[]): string | undefined {
  if (cut.length === 0) return undefined
  const sentences = cut.map(({ productName, kept, why }) =>
    kept > 0 ? `Only ${kept} of ${productName} could be kept.` : `${productName} ${reasons[why]}.`,
  )
  return ['Your two carts are one now.', ...sentences].join(' ')
}
