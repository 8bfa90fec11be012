import type * as z from 'zod'
import { type Publish, publish } from '../aws/bus'
import { patience, transact } from '../aws/dynamo'
import type { Basket } from '../basket/basket'
import { type Line, totalOf } from '../basket/line'
import { findBasket, takeBasket } from '../basket/store'
import type { Detail, Shortage } from '../events'
import { type Cents, isAmount } from '../money'
import { logWith } from '../observe/log'
import { traceOf } from '../observe/trace'
import type { Product } from '../product/product'
import { findProducts } from '../product/store'
import { type Checkout, dueAfter, openShardOf, orderDateOf } from './checkout'
import { mintCheckoutId } from './checkout-id'
import { unpublishable } from './publishable'
import { CheckoutOptions } from './purchase'
import { findCheckout, putCheckout } from './store'

type CheckoutRequest = Partial<z.input<typeof CheckoutOptions>> & {
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

/**
 * Turns the shopper's basket into a Checkout and publishes CheckoutBasket. Asked again with the same checkoutId, it
 * gives the same answer and publishes the same event again, which every consumer takes as a repetition.
 */
export async function checkoutBasket(request: CheckoutRequest): Promise<CheckedOut> {
  let { checkoutId } = request
  const again = patience()
  while (await again()) {
    const found = await findBasket(request.userName)
    const basket = found && found.items.length > 0 ? found : undefined
    checkoutId = request.checkoutId ?? basket?.checkoutId ?? checkoutId
    const placed = await place(basket, request)
    if (placed.ok) return announce(placed.checkout)

    // Whatever speaks against it: where another request has taken the basket, that one's checkout is the answer. It
    // cannot be there while the basket is, so that only a refusal has to look for it.
    const earlier = checkoutId ? await findCheckout(checkoutId) : undefined
    if (earlier && earlier.userName !== request.userName) return { ok: false, reason: 'unknown_checkout' }
    if (earlier) return announce(earlier)
    if (placed.reason !== 'basket_changed') return placed
  }
  return { ok: false, reason: 'busy' }
}

type Attempt =
  | { ok: true; checkout: Checkout }
  | { ok: false; reason: 'basket_changed' }
  | Exclude<CheckedOut, { ok: true }>

async function place(basket: Basket | undefined, request: CheckoutRequest): Promise<Attempt> {
  if (!basket) return { ok: false, reason: 'basket_empty' }
  if (request.checkoutId && request.checkoutId !== basket.checkoutId)
    return { ok: false, reason: 'unknown_checkout' }
  const priced = await priceBasket(basket, request.expectedTotal)
  if (!priced.ok) return priced

  const now = new Date()
  const checkout: Checkout = {
    checkoutId: basket.checkoutId,
    userName: basket.userName,
    orderDate: orderDateOf(now, basket.checkoutId),
    ...CheckoutOptions.parse(request),
    items: priced.items,
    totalPrice: priced.totalPrice,
    attempts: 0,
    traceId: traceOf(request.traceHeader),
    open: openShardOf(basket.checkoutId),
    dueAt: dueAfter(now, 0),
    openFor: basket.userName,
  }
  const field = unpublishable(eventOf(checkout))
  if (field) return { ok: false, reason: 'unpublishable', field }
  const refused = await transact([putCheckout(checkout), takeBasket(basket, mintCheckoutId())])
  if (refused) return { ok: false, reason: 'basket_changed' }
  logOf(checkout).info('Checkout placed')
  return { ok: true, checkout }
}

async function priceBasket(basket: Basket, expectedTotal: Cents | undefined) {
  const products = await findProducts(
    basket.items.map(({ productId }) => productId),
    { consistent: true },
  )
  const shortages = basket.items.flatMap((line) => shortageOf(line, products.get(line.productId)))
  if (shortages.length > 0) return { ok: false as const, reason: 'out_of_stock' as const, shortages }

  const items = basket.items.flatMap((line) => priced(line, products.get(line.productId)))
  const totalPrice = totalOf(items)
  if (expectedTotal !== undefined && expectedTotal !== totalPrice && isAmount(totalPrice)) {
    return { ok: false as const, reason: 'total_changed' as const, totalPrice }
  }
  return { ok: true as const, items, totalPrice }
}

function shortageOf({ productId, quantity }: Line, product: Product | undefined): Shortage[] {
  const available = product?.availableStock ?? 0
  return available < quantity ? [{ productId, requested: quantity, available }] : []
}

const priced = (line: Line, product: Product | undefined): Line[] =>
  product ? [{ ...line, productName: product.name, price: product.price }] : []

/** The purchase is durable before this. A failed publish is not a failed checkout: the reconciler publishes later. */
async function announce(checkout: Checkout): Promise<CheckedOut> {
  const { checkoutId: orderId, orderDate, totalPrice, open } = checkout
  if (open !== undefined) {
    await publishCheckout(checkout).then(
      (eventId) => logOf(checkout).info('CheckoutBasket published', { eventId }),
      (error) => logOf(checkout).error('CheckoutBasket not published; the reconciler will', { error }),
    )
  }
  return { ok: true, orderId, orderDate, totalPrice }
}

const logOf = ({ checkoutId: orderId, traceId }: Checkout) => logWith({ orderId, traceId })

/** The event's schema leaves out what is the checkout's alone. */
const eventOf = ({ checkoutId: orderId, ...checkout }: Checkout): Detail<'CheckoutBasket'> => ({
  ...checkout,
  orderId,
})

export const publishCheckout = (checkout: Checkout, publishEvent: Publish = publish) =>
  publishEvent('CheckoutBasket', eventOf(checkout))
