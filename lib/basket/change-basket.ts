import { mintCheckoutId } from '../checkout/checkout-id'
import { findProducts } from '../product/store'
import {
  type Basket,
  type Line,
  maxLines,
  maxQuantity,
  mergeLines,
  type WantedLine,
  withQuantity,
} from './basket'
import { findBasket, saveBasket } from './store'

const keptForDays = 30
const attempts = 5

export type BasketRefusal =
  | { ok: false; reason: 'unknown_product'; productIds: string[] }
  | { ok: false; reason: 'too_many_lines' | 'too_many_of_one' }
  | { ok: false; reason: 'not_in_stock'; productName: string; available: number }
export type BasketChanged = { ok: true; basket: Basket } | BasketRefusal

type Change = (lines: WantedLine[]) => WantedLine[]

/** The basket becomes exactly `lines`. Stock is judged at checkout. */
export const setBasket = (userName: string, lines: WantedLine[]) =>
  changeBasket(userName, () => mergeLines(lines))

/** Adds to what is there, refusing more than is in stock now. */
export const addToBasket = (userName: string, wanted: WantedLine) =>
  changeBasket(userName, (lines) => mergeLines([...lines, wanted]), wanted.productId)

/** Sets one line, refusing an increase above what is in stock now. */
export const setQuantity = (userName: string, { productId, quantity }: WantedLine) =>
  changeBasket(userName, (lines) => withQuantity(lines, productId, quantity), productId)

export const removeFromBasket = (userName: string, productId: string) =>
  changeBasket(userName, (lines) => withQuantity(lines, productId, 0))

/** Applies `change` to the basket as it stands, again when another tab changed it in between. */
async function changeBasket(userName: string, change: Change, limitedId?: string): Promise<BasketChanged> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await findBasket(userName)
    const priced = await priceLines(change(before?.items ?? []), before?.items ?? [], limitedId)
    if (!priced.ok) return priced
    const basket = {
      userName,
      items: priced.lines,
      checkoutId: before?.checkoutId ?? mintCheckoutId(),
      version: (before?.version ?? 0) + 1,
      expiresAt: Math.floor(Date.now() / 1000) + keptForDays * 24 * 60 * 60,
    }
    if (await saveBasket(basket)) return { ok: true, basket }
  }
  throw new Error(`The basket of ${userName} changed ${attempts} times while it was being written`)
}

async function priceLines(wanted: WantedLine[], before: Line[], limitedId?: string) {
  if (wanted.length > maxLines) return refused({ reason: 'too_many_lines' })
  if (wanted.some(({ quantity }) => quantity > maxQuantity)) return refused({ reason: 'too_many_of_one' })

  const products = await findProducts(wanted.map(({ productId }) => productId))
  const known = new Map(before.map((line) => [line.productId, line]))
  const unknown = wanted.filter(({ productId }) => !products.has(productId) && !known.has(productId))
  if (unknown.length > 0)
    return refused({ reason: 'unknown_product', productIds: unknown.map(({ productId }) => productId) })

  const limited = limitedId === undefined ? undefined : products.get(limitedId)
  const asked = wanted.find(({ productId }) => productId === limitedId)?.quantity ?? 0
  if (limited && asked > limited.availableStock && asked > (known.get(limited.id)?.quantity ?? 0))
    return refused({ reason: 'not_in_stock', productName: limited.name, available: limited.availableStock })

  const lines = wanted.flatMap(({ productId, quantity }): Line[] => {
    const product = products.get(productId)
    if (product) return [{ productId, productName: product.name, price: product.price, quantity }]
    const gone = known.get(productId)
    return gone ? [{ ...gone, quantity }] : []
  })
  return { ok: true as const, lines }
}

type Reason<T> = T extends { ok: false } ? Omit<T, 'ok'> : never
const refused = (refusal: Reason<BasketRefusal>): BasketRefusal => ({ ok: false, ...refusal })
