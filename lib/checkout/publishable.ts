import * as z from 'zod'
import { type Detail, events } from '../events'
import { isAmount } from '../money'

/**
 * EventBridge takes 256 KB for an entry, SQS for the whole message; this leaves room for the envelope. An order's row
 * repeats ids and quantities of its items and stays below DynamoDB's 400 KB.
 */
const mostBytes = 240 * 1024

/** Why a purchase could not travel: the field that is too large for any of its events; undefined where it can. */
export function unpublishable(purchase: Detail<'CheckoutBasket'>): 'totalPrice' | 'items' | undefined {
  if (!isAmount(purchase.totalPrice)) return 'totalPrice'
  return sizeOfLargestEvent(purchase) > mostBytes ? 'items' : undefined
}

/** A rejection of every line carries most. Some carriers escape what is not ASCII, which takes six bytes. */
function sizeOfLargestEvent(purchase: Detail<'CheckoutBasket'>) {
  const shortages = purchase.items.map(({ productId, quantity }) => ({
    productId,
    requested: quantity,
    available: Number.MAX_SAFE_INTEGER,
  }))
  const text = JSON.stringify({ ...z.encode(events.CheckoutBasket.detail, purchase), shortages })
  return text.replace(/[^\0-\x7f]/g, '\\uXXXX').length
}
