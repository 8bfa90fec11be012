import { createHash, randomUUID } from 'node:crypto'
import * as z from 'zod'
import { patience } from '../aws/dynamo'
import { mintCheckoutId } from '../checkout/checkout-id'
import { type Cents, isAmount } from '../money'
import { findProducts } from '../product/store'
import { type Basket, isTombstone, keptForSeconds, maxWatched, type Removed, withQuantity } from './basket'
import { type Line, maxLines, maxQuantity, mergeLines, totalOf, type WantedLine } from './line'
import { counted } from './pace'
import { findHeld, saveBasket } from './store'

/** Names one deliberate change, so that its repetition changes nothing. Whoever asks for the change mints it. */
export const ChangeId = z.string().regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits, _ or -')

/** How many changes a basket remembers: 140 bytes of a row whose every KB costs a write unit. */
export const rememberedChanges = 20

/** 36 bits of the id and of what was asked for: an id that comes with another wish is another change. */
export const markOf = (changeId: string = randomUUID(), asked = '') =>
  createHash('sha256').update(`${changeId} ${asked}`).digest('base64url').slice(0, 6)

export type BasketRefusal =
  | { ok: false; reason: 'unknown_product'; productIds: string[] }
  | {
      ok: false
      reason: 'too_many_lines' | 'too_many_of_one' | 'total_too_high' | 'too_many_watched' | 'busy' | 'merged'
    }
  | { ok: false; reason: 'not_in_stock'; productName: string; available: number }
  | { ok: false; reason: 'total_changed'; totalPrice: Cents }
  | { ok: false; reason: 'too_many'; retryAfter: number }
export type BasketChanged = { ok: true; basket: Basket } | BasketRefusal

type Change = (lines: WantedLine[], removed: Removed | undefined) => WantedLine[]
type Options = {
  /** A change whose mark the basket remembers has been made. */
  mark?: string
  /** The line that may not grow above its stock. */
  limitedId?: string
  /** The lines that take the price of now. All others keep the price that the shopper has agreed to. */
  reprice?: (productId: string) => boolean
  /** The line that can be put back afterwards. */
  remembers?: string
  /** Lowers lines to the stock, and refuses what does not come to this. */
  agreedTotal?: Cents
  /** What the shopper waits for from then on. It is no change of the lines: what can be put back stays so. */
  watch?: (watching: string[]) => string[]
}
const all = () => true

/** The basket becomes exactly `lines`, at the prices of now. Stock is judged at checkout. */
export const setBasket = (userName: string, lines: WantedLine[]) =>
  changeBasket(userName, () => mergeLines(lines), { reprice: all })

/** Adds to what is there, refusing more than is in stock now. */
export const addToBasket = (userName: string, wanted: WantedLine, changeId?: string) =>
  changeBasket(userName, (lines) => mergeLines([...lines, wanted]), {
    mark: markOf(changeId, `add ${wanted.quantity} ${wanted.productId}`),
    limitedId: wanted.productId,
    reprice: (productId) => productId === wanted.productId,
  })

/** Sets one line, refusing an increase above what is in stock now. */
export const setQuantity = (userName: string, { productId, quantity }: WantedLine, changeId?: string) =>
  changeBasket(userName, (lines) => withQuantity(lines, productId, quantity), {
    mark: markOf(changeId, `set ${quantity} ${productId}`),
    limitedId: productId,
  })

type Step = { productId: string; step: number }

/** Takes `step` pieces more of a line that is there, down to one piece, refusing an increase as `setQuantity` does. */
export function stepQuantity(userName: string, { productId, step }: Step, changeId?: string) {
  const stepped = (line: WantedLine) =>
    line.productId === productId ? { ...line, quantity: Math.max(1, line.quantity + step) } : line
  const mark = markOf(changeId, `step ${step} ${productId}`)
  return changeBasket(userName, (lines) => lines.map(stepped), { mark, limitedId: productId })
}

/** Takes a line out and remembers it until the next change. */
export const removeFromBasket = (userName: string, productId: string, changeId?: string) =>
  changeBasket(userName, (lines) => withQuantity(lines, productId, 0), {
    mark: markOf(changeId, `remove ${productId}`),
    remembers: productId,
  })

/** Puts the line that was taken out last back in its place, with its quantity and its price. */
export function putBackRemoved(userName: string, changeId?: string) {
  const putBack: Change = (lines, removed) =>
    removed && !lines.some(({ productId }) => productId === removed.line.productId)
      ? lines.toSpliced(removed.position, 0, removed.line)
      : lines
  return changeBasket(userName, putBack, { mark: markOf(changeId, 'put back') })
}

/** Nothing but forgets the line that was taken out last. */
export const forgetRemoved = (userName: string, changeId?: string) =>
  changeBasket(userName, (lines) => lines, { mark: markOf(changeId, 'forget') })

/** Takes prices and stock of now, where they come to `agreedTotal`: lines are lowered to the stock, or go. */
export const acceptBasket = (userName: string, agreedTotal: Cents, changeId?: string) =>
  changeBasket(userName, (lines) => lines, {
    mark: markOf(changeId, `accept ${agreedTotal}`),
    reprice: all,
    agreedTotal,
  })

/** Applies `change` once, again where another tab was quicker; what was made unbeknown is known by its mark. */
export async function changeBasket(
  userName: string,
  change: Change,
  options: Options = {},
): Promise<BasketChanged> {
  const { mark = markOf(), watch = (watching) => watching } = options
  const again = patience()
  while (await again()) {
    const before = await findHeld(userName)
    if (isTombstone(before)) return refused({ reason: 'merged' })
    if (before?.changes?.includes(mark)) return { ok: true, basket: before }
    const paced = counted('changes', before?.pace)
    if (!paced.ok) return paced
    const priced = await priceLines(change(before?.items ?? [], before?.removed), before, options)
    if (!priced.ok) return priced
    const watching = watch(before?.watching ?? [])
    if (watching.length > maxWatched) return refused({ reason: 'too_many_watched' })
    const basket = {
      userName,
      items: priced.lines,
      removed: options.watch ? before?.removed : removedFrom(before, options.remembers),
      ...(watching.length > 0 && { watching }),
      pace: paced.pace,
      changes: [...(before?.changes ?? []), mark].slice(-rememberedChanges),
      checkoutId: before?.checkoutId ?? mintCheckoutId(),
      version: (before?.version ?? 0) + 1,
      expiresAt: Math.floor(Date.now() / 1000) + keptForSeconds,
    }
    if (await saveBasket(basket)) return { ok: true, basket }
  }
  return refused({ reason: 'busy' })
}

function removedFrom(before: Basket | undefined, productId: string | undefined): Removed | undefined {
  const position = before?.items.findIndex((line) => line.productId === productId) ?? -1
  const line = before?.items[position]
  return line && { line, position }
}

async function priceLines(wanted: WantedLine[], before: Basket | undefined, options: Options) {
  if (wanted.length > maxLines) return refused({ reason: 'too_many_lines' })
  if (wanted.some(({ quantity }) => quantity > maxQuantity)) return refused({ reason: 'too_many_of_one' })

  const { limitedId, reprice = () => false, agreedTotal } = options
  const agreed = [...(before?.removed ? [before.removed.line] : []), ...(before?.items ?? [])]
  const known = new Map(agreed.map((line) => [line.productId, line]))
  const stays = ({ productId, quantity }: WantedLine) =>
    !reprice(productId) && known.get(productId)?.quantity === quantity
  const touched = wanted.filter((line) => !stays(line)).map(({ productId }) => productId)
  const products = await findProducts(touched)
  const productIds = touched.filter((id) => !products.has(id) && !known.has(id))
  if (productIds.length > 0) return refused({ reason: 'unknown_product', productIds })

  const limited = limitedId === undefined ? undefined : products.get(limitedId)
  const asked = wanted.find(({ productId }) => productId === limitedId)?.quantity ?? 0
  if (limited && asked > limited.availableStock && asked > (known.get(limited.id)?.quantity ?? 0))
    return refused({ reason: 'not_in_stock', productName: limited.name, available: limited.availableStock })

  const lines = wanted.flatMap(({ productId, quantity: asked }): Line[] => {
    const product = products.get(productId)
    const line = known.get(productId)
    const quantity = agreedTotal === undefined ? asked : Math.min(asked, product?.availableStock ?? 0)
    if (quantity === 0) return []
    if (line && !(product && reprice(productId))) return [{ ...line, quantity }]
    return product ? [{ productId, productName: product.name, price: product.price, quantity }] : []
  })
  const total = totalOf(lines)
  if (!isAmount(total)) return refused({ reason: 'total_too_high' })
  if (agreedTotal !== undefined && agreedTotal !== total)
    return refused({ reason: 'total_changed', totalPrice: total })
  return { ok: true as const, lines }
}

type Reason<T> = T extends { ok: false } ? Omit<T, 'ok'> : never
export const refused = (refusal: Reason<BasketRefusal>): BasketRefusal => ({ ok: false, ...refusal })
