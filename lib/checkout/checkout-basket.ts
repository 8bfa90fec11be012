import * as z from 'zod'
import { type Publish, publish } from '../aws/bus'
import { patience, transact } from '../aws/dynamo'
import type { Basket } from '../basket/basket'
import type { Line } from '../basket/line'
import { counted } from '../basket/pace'
import { findBasket, takeBasket } from '../basket/store'
import { type Detail, events, type Shortage } from '../events'
import { type Cents, isAmount } from '../money'
import { logWith } from '../observe/log'
import { traceOf } from '../observe/trace'
import type { Product } from '../product/product'
import { findProducts } from '../product/store'
import { type Checkout, dueAfter, openShardOf, orderDateOf } from './checkout'
import { mintCheckoutId } from './checkout-id'
import { CheckoutOptions, deliveryOf } from './checkout-options'
import { totalPriceOf } from './purchase'
import { findCheckout, putCheckout } from './store'

export type CheckoutRequest = Partial<z.input<typeof CheckoutOptions>> & {
  userName: string
  checkoutId?: string | undefined
  expectedTotal?: Cents | undefined
  /** The request's X-Amzn-Trace-Id. */
  traceHeader?: string | null | undefined
}

export type CheckedOut =
  | { ok: true; orderId: string; orderDate: string; totalPrice: Cents }
  | { ok: false; reason: 'basket_empty' | 'unknown_checkout' | 'busy' }
  | { ok: false; reason: 'unpublishable'; field: 'totalPrice' | 'items' }
  | { ok: false; reason: 'total_changed'; totalPrice: Cents }
  | { ok: false; reason: 'out_of_stock'; shortages: Shortage[] }
  | { ok: false; reason: 'too_many'; retryAfter: number }

/** Saves a Checkout and publishes CheckoutBasket; for the same checkoutId the same answer and the same event again. */
export async function checkoutBasket(request: CheckoutRequest): Promise<CheckedOut> {
  let { checkoutId } = request
  const again = patience()
  while (await again()) {
    const found = await findBasket(request.userName)
    const basket = found && found.items.length > 0 ? found : undefined
    checkoutId = request.checkoutId ?? basket?.checkoutId ?? checkoutId
    const placed = await place(found, request)
    if (placed.ok) return announce(placed.checkout)

    // Where another request has taken the basket, its checkout is the answer. While the basket is there, it is not.
    const earlier = checkoutId ? await findCheckout(checkoutId) : undefined
    if (earlier && earlier.userName !== request.userName) return { ok: false, reason: 'unknown_checkout' }
    if (earlier) return announce(earlier)
    if (placed.reason !== 'basket_changed') return placed
  }
  return { ok: false, reason: 'busy' }
}

type Refused = Exclude<CheckedOut, { ok: true }> | { ok: false; reason: 'basket_changed' }
type Attempt = { ok: true; checkout: Checkout } | Refused

async function place(basket: Basket | undefined, request: CheckoutRequest): Promise<Attempt> {
  // First, or the answer of who has nothing in the basket would tell which checkouts of others there are.
  if (request.checkoutId && request.checkoutId !== basket?.checkoutId)
    return { ok: false, reason: 'unknown_checkout' }
  if (!basket || basket.items.length === 0) return { ok: false, reason: 'basket_empty' }
  const paced = counted('checkouts', basket.pace)
  if (!paced.ok) return paced
  const { items, shortages } = await priceBasket(basket)
  if (shortages.length > 0) return { ok: false, reason: 'out_of_stock', shortages }
  const begun = beginCheckout(basket.checkoutId, items, request)
  if (!begun.ok) return begun
  const { checkout } = begun
  const refused = await transact([
    putCheckout(checkout),
    takeBasket({ ...basket, pace: paced.pace }, mintCheckoutId()),
  ])
  if (refused) return { ok: false, reason: 'basket_changed' }
  logOf(checkout).info('Checkout placed')
  return { ok: true, checkout }
}

type Purchaser = Omit<CheckoutRequest, 'checkoutId'>

/** A purchase of `items` as it is saved, unless its total is not the expected one or no event could carry it. */
export function beginCheckout(checkoutId: string, items: Line[], request: Purchaser) {
  const { userName, traceHeader } = request
  const { paymentMethod, contact, ...chosen } = CheckoutOptions.parse(request)
  const delivery = deliveryOf(chosen.delivery)
  const totalPrice = totalPriceOf({ items, delivery })
  const { expectedTotal = totalPrice } = request
  if (expectedTotal !== totalPrice && isAmount(totalPrice))
    return { ok: false, reason: 'total_changed', totalPrice } as const

  const now = new Date()
  const checkout: Checkout = {
    checkoutId,
    userName,
    orderDate: orderDateOf(now, checkoutId),
    items,
    totalPrice,
    paymentMethod,
    delivery,
    contact,
    attempts: 0,
    traceId: traceOf(traceHeader),
    open: openShardOf(checkoutId),
    dueAt: dueAfter(now, 0),
    openFor: userName,
  }
  const field = unpublishable(eventOf(checkout))
  if (field) return { ok: false, reason: 'unpublishable', field } as const
  return { ok: true, checkout } as const
}

async function priceBasket({ items: lines }: Basket) {
  const ids = lines.map(({ productId }) => productId)
  const products = await findProducts(ids, { consistent: true })
  return {
    shortages: lines.flatMap((line) => shortageOf(line, products.get(line.productId))),
    items: lines.flatMap((line) => priced(line, products.get(line.productId))),
  }
}

function shortageOf({ productId, quantity }: Line, product: Product | undefined): Shortage[] {
  const available = product?.availableStock ?? 0
  return available < quantity ? [{ productId, requested: quantity, available }] : []
}

const priced = (line: Line, product: Product | undefined): Line[] =>
  product ? [{ ...line, productName: product.name, price: product.price }] : []

/** The purchase is durable before this. A failed publish is not a failed checkout: the reconciler publishes later. */
export async function announce(checkout: Checkout): Promise<CheckedOut> {
  const { checkoutId: orderId, orderDate, totalPrice, open } = checkout
  if (open !== undefined)
    await publishCheckout(checkout).then(
      (eventId) => logOf(checkout).info('CheckoutBasket published', { eventId }),
      (error) => logOf(checkout).error('CheckoutBasket not published; the reconciler will', { error }),
    )
  return { ok: true, orderId, orderDate, totalPrice }
}

export const logOf = ({ checkoutId: orderId, traceId }: Checkout) => logWith({ orderId, traceId })

type Purchase = Detail<'CheckoutBasket'>

/** The event's schema leaves out what is the checkout's alone. */
const eventOf = ({ checkoutId, ...checkout }: Checkout): Purchase => ({ ...checkout, orderId: checkoutId })

export const publishCheckout = (checkout: Checkout, publishEvent: Publish = publish) =>
  publishEvent('CheckoutBasket', eventOf(checkout))

/** Of a checkout that was cancelled; of another there is nothing to tell. */
export async function publishCancellation(checkout: Checkout, publishEvent: Publish = publish) {
  const { checkoutId: orderId, userName, orderDate, totalPrice, traceId } = checkout
  const { cancelledAt: at, cancelledBy: by } = checkout
  if (at) return publishEvent('OrderCancelled', { orderId, userName, orderDate, totalPrice, traceId, at, by })
}

/** EventBridge and SQS take 256 KB, envelope included; an order's row repeats its items and may have 400 KB. */
const mostBytes = 240 * 1024

/** Why a purchase could not travel: the field that is too large for any of its events; undefined where it can. */
export function unpublishable(purchase: Purchase): 'totalPrice' | 'items' | undefined {
  if (!isAmount(purchase.totalPrice)) return 'totalPrice'
  return sizeOfLargestEvent(purchase) > mostBytes ? 'items' : undefined
}

/** A rejection of every line carries most. Some carriers escape what is not ASCII, which takes six bytes. */
function sizeOfLargestEvent(purchase: Purchase) {
  const available = Number.MAX_SAFE_INTEGER
  const shortages = purchase.items.map((line) => ({
    productId: line.productId,
    requested: line.quantity,
    available,
  }))
  const text = JSON.stringify({ ...z.encode(events.CheckoutBasket.detail, purchase), shortages })
  return text.replace(/[^\0-\x7f]/g, '\\uXXXX').length
}
