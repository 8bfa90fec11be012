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
type Options = {
  /** The line that may not grow above its stock. */
  limitedId?: string
  /** Otherwise a line that stays as it is keeps the price it was added at, so that a new price can be shown as new. */
  repriceAll?: boolean
}

/** The basket becomes exactly `lines`, at the prices of now. Stock is judged at checkout. */
export const setBasket = (userName: string, lines: WantedLine[]) =>
  changeBasket(userName, () => mergeLines(lines), { repriceAll: true })

/** Adds to what is there, refusing more than is in stock now. */
export const addToBasket = (userName: string, wanted: WantedLine) =>
  changeBasket(userName, (lines) => mergeLines([...lines, wanted]), {
    limitedId: wanted.productId,
  })

/** Sets one line, refusing an increase above what is in stock now. */
export const setQuantity = (userName: string, { productId, quantity }: WantedLine) =>
  changeBasket(userName, (lines) => withQuantity(lines, productId, quantity), { limitedId: productId })

export const removeFromBasket = (userName: string, productId: string) =>
  changeBasket(userName, (lines) => withQuantity(lines, productId, 0))

/** Applies `change` to the basket as it stands, again when another tab changed it in between. */
async function changeBasket(userName: string, change: Change, options: Options = {}): Promise<BasketChanged> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await findBasket(userName)
    const priced = await priceLines(change(before?.items ?? []), before?.items ?? [], options)
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

async function priceLines(wanted: WantedLine[], before: Line[], { limitedId, repriceAll }: Options) {
  if (wanted.length > maxLines) return refused({ reason: 'too_many_lines' })
  if (wanted.some(({ quantity }) => quantity > maxQuantity)) return refused({ reason: 'too_many_of_one' })

  const known = new Map(before.map((line) => [line.productId, line]))
  const stays = ({ productId, quantity }: WantedLine) =>
    !repriceAll && known.get(productId)?.quantity === quantity
  const touched = wanted.filter((line) => !stays(line)).map(({ productId }) => productId)
  const products = await findProducts(touched)
  const productIds = touched.filter((id) => !products.has(id) && !known.has(id))
  if (productIds.length > 0) return refused({ reason: 'unknown_product', productIds })

  const limited = limitedId === undefined ? undefined : products.get(limitedId)
  const asked = wanted.find(({ productId }) => productId === limitedId)?.quantity ?? 0
  if (limited && asked > limited.availableStock && asked > (known.get(limited.id)?.quantity ?? 0))
    return refused({ reason: 'not_in_stock', productName: limited.name, available: limited.availableStock })

  const lines = wanted.flatMap(({ productId, quantity }): Line[] => {
    const product = products.get(productId)
    if (product) return [{ productId, productName: product.name, price: product.price, quantity }]
    const line = known.get(productId)
    return line ? [{ ...line, quantity }] : []
  })
  return { ok: true as const, lines }
}

type Reason<T> = T extends { ok: false } ? Omit<T, 'ok'> : never
const refused = (refusal: Reason<BasketRefusal>): BasketRefusal => ({ ok: false, ...refusal })
