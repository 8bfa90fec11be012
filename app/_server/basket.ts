import 'server-only'
import * as z from 'zod'
import type { BasketAnswer } from '@/lib/api/schemas'
import { type Basket, maxWatched } from '@/lib/basket/basket'
import {
  acceptBasket,
  addToBasket,
  type BasketChanged,
  type BasketRefusal,
  ChangeId,
  forgetRemoved,
  putBackRemoved,
  removeFromBasket,
  setQuantity,
  stepQuantity,
} from '@/lib/basket/change-basket'
import { Line, maxLines, maxQuantity, Quantity, totalOf } from '@/lib/basket/line'
import { fieldErrors } from '@/lib/field-errors'
import { ProductId } from '@/lib/ids'
import { Money } from '@/lib/money'
import { refused, waitFor, waitMessage } from './notice'
import { ensureUser } from './session'

export { emptyBasket } from '@/lib/basket/empty-basket'

/** A shopper's basket as the JSON API shows it; who has none has an empty one. */
export const basketJson = (
  userName: string | undefined,
  basket: Basket | undefined,
): z.input<typeof BasketAnswer> => ({
  userName: userName ?? null,
  checkoutId: basket && basket.items.length > 0 ? basket.checkoutId : null,
  items: z.encode(z.array(Line), basket?.items ?? []),
  totalPrice: z.encode(Money, totalOf(basket?.items ?? [])),
})

export const busyMessage = 'Your cart is being changed in another window. Try again.'

/** What a cart holds, within a sentence. */
export const holds = {
  lines: `cart holds ${maxLines} different products at most`,
  quantity: `cart holds ${maxQuantity} of one product at most`,
}

export function basketRefusal(refusal: BasketRefusal): string {
  switch (refusal.reason) {
    case 'unknown_product':
      return `We do not sell ${refusal.productIds.join(', ')}.`
    case 'busy':
      return busyMessage
    case 'merged':
      return 'You have signed in meanwhile, and your cart came with you. Load this page again.'
    case 'too_many_lines':
      return `A ${holds.lines}.`
    case 'too_many_of_one':
      return `A ${holds.quantity}.`
    case 'total_too_high':
      return 'The total is too high for one order.'
    case 'too_many_watched':
      return `You watch ${maxWatched} products already. Stop watching one of them on My orders first.`
    case 'not_in_stock':
      return refusal.available === 0
        ? `${refusal.productName} is sold out.`
        : `Only ${refusal.available} of ${refusal.productName} left in stock.`
    case 'total_changed':
      return 'Prices or stock have changed again. Look at the new total before you accept it.'
    case 'too_many':
      return waitMessage(refusal.retryAfter)
  }
}

/** A refused change as a form shows it. */
export const basketNotice = (refusal: BasketRefusal) =>
  refusal.reason === 'too_many' ? waitFor(refusal.retryAfter) : refused(basketRefusal(refusal))

const Digits = z
  .string()
  .regex(/^\d{1,4}$/, `must be a whole number up to ${maxQuantity}`)
  .transform(Number)
/** Without an id, as a form of an older page, each post is a change of its own. */
const Named = z.object({ changeId: ChangeId.optional() })
const OfProduct = Named.extend({ productId: ProductId })
const Addition = OfProduct.extend({ quantity: Digits.pipe(Quantity).default(1) })

/** A step button sends `step` beside the quantity of its form, which then does not count. Nought takes the line out. */
const Change = z.union([
  Named.extend({ kind: z.enum(['put-back', 'forget']) }),
  Named.extend({ kind: z.literal('accept'), agreedTotal: z.coerce.number().pipe(Money) }),
  OfProduct.extend({ step: z.enum(['1', '-1']).transform(Number) }),
  OfProduct.extend({ quantity: Digits }),
])
type Change = z.output<typeof Change>

/** Makes the change that a form of the cart asks for. `productId` is whose line it was about. */
export async function changeCart(form: FormData) {
  const wanted = Change.safeParse(Object.fromEntries(form))
  const productId = form.get('productId')?.toString()
  if (!wanted.success) return { ...refused(fieldErrors(wanted.error)), productId }
  const [changed, message] = await made(await ensureUser(), wanted.data)
  return { ...(changed.ok ? { ok: true, message } : basketNotice(changed)), productId }
}

async function made(userName: string, change: Change): Promise<[BasketChanged, string]> {
  const { changeId } = change
  if ('step' in change) return [await stepQuantity(userName, change, changeId), 'Cart updated']
  if ('agreedTotal' in change)
    return [await acceptBasket(userName, change.agreedTotal, changeId), 'Changes accepted']
  if ('kind' in change)
    return change.kind === 'forget'
      ? [await forgetRemoved(userName, changeId), 'Removed']
      : [await putBackRemoved(userName, changeId), 'Put back']
  return change.quantity === 0
    ? [await removeFromBasket(userName, change.productId, changeId), 'Removed']
    : [await setQuantity(userName, change, changeId), 'Cart updated']
}

/** Adds what a form of a product asks for, and says how many there are then. */
export async function addToCart(form: FormData) {
  const wanted = Addition.safeParse(Object.fromEntries(form))
  if (!wanted.success) return refused(fieldErrors(wanted.error))
  const changed = await addToBasket(await ensureUser(), wanted.data, wanted.data.changeId)
  if (!changed.ok) return { ...basketNotice(changed), productId: wanted.data.productId }
  const line = changed.basket.items.find(({ productId }) => productId === wanted.data.productId)
  return { ok: true, message: `${line?.quantity ?? 0} in your cart`, productId: wanted.data.productId }
}
