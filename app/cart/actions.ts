'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import * as z from 'zod'
import { action } from '@/app/_server/action'
import { basketRefusal } from '@/app/_server/basket'
import { CheckoutWish, checkOut, checkoutRefusal } from '@/app/_server/checkout'
import { type Told, told } from '@/app/_server/flash'
import { readLocale } from '@/app/_server/queries'
import { ensureUser } from '@/app/_server/session'
import { ordersAddress } from '@/lib/address'
import { maxQuantity, Quantity } from '@/lib/basket/basket'
import {
  acceptBasket,
  addToBasket,
  type BasketChanged,
  forgetRemoved,
  putBackRemoved,
  removeFromBasket,
  setQuantity,
} from '@/lib/basket/change-basket'
import { ChangeId } from '@/lib/basket/change-id'
import type { Shortage } from '@/lib/events'
import { fieldErrors } from '@/lib/field-errors'
import { ProductId } from '@/lib/ids'
import { Money } from '@/lib/money'

type Notice = Told<{ ok: boolean; message: string }>

const Digits = z
  .string()
  .regex(/^\d{1,4}$/, `must be a whole number up to ${maxQuantity}`)
  .transform(Number)
/** Without one, as a form of an older page, each post is a change of its own. */
const Named = z.object({ changeId: ChangeId.optional() })
const Addition = Named.extend({ productId: ProductId, quantity: Digits.pipe(Quantity).default(1) })
const Change = Named.extend({ productId: ProductId, quantity: Digits, to: Digits.optional() }).transform(
  ({ quantity, to = quantity, ...change }) => ({ ...change, quantity: to }),
)
const Acceptance = Named.extend({ agreedTotal: z.coerce.number().pipe(Money) })

const changedNotice = (changed: BasketChanged, message: string): Notice =>
  changed.ok ? { ok: true, message } : { ok: false, message: basketRefusal(changed) }

export const addToCart = action(async (form): Promise<Notice> => {
  const wanted = Addition.safeParse(Object.fromEntries(form))
  if (!wanted.success) return told({ ok: false, message: fieldErrors(wanted.error) })
  const changed = await addToBasket(await ensureUser(), wanted.data, wanted.data.changeId)
  refresh()
  const line = changed.ok
    ? changed.basket.items.find(({ productId }) => productId === wanted.data.productId)
    : undefined
  return told(changedNotice(changed, `${line?.quantity ?? 0} in your cart`))
})

/** `to` is what a step button asks for; without it the typed quantity counts. Nought takes the line out. */
export const changeQuantity = action(async (form): Promise<Notice> => {
  const change = Change.safeParse(Object.fromEntries(form))
  if (!change.success) return told({ ok: false, message: fieldErrors(change.error) })
  const { productId, quantity, changeId } = change.data
  const userName = await ensureUser()
  const changed =
    quantity === 0
      ? await removeFromBasket(userName, productId, changeId)
      : await setQuantity(userName, { productId, quantity }, changeId)
  refresh()
  return told(changedNotice(changed, quantity === 0 ? 'Removed' : 'Cart updated'))
})

/** Puts the line that was removed last back. */
export const putBack = action(async (form): Promise<Notice> => {
  const named = Named.safeParse(Object.fromEntries(form))
  if (!named.success) return told({ ok: false, message: fieldErrors(named.error) })
  const changed = await putBackRemoved(await ensureUser(), named.data.changeId)
  refresh()
  return told(changedNotice(changed, 'Put back'))
})

/** Takes the offer to put a line back away. */
export const forget = action(async (form): Promise<Notice> => {
  const named = Named.safeParse(Object.fromEntries(form))
  if (!named.success) return told({ ok: false, message: fieldErrors(named.error) })
  const changed = await forgetRemoved(await ensureUser(), named.data.changeId)
  refresh()
  return told(changedNotice(changed, 'Removed'))
})

/** Agrees to prices and stock as they are now. */
export const acceptChanges = action(async (form): Promise<Notice> => {
  const acceptance = Acceptance.safeParse(Object.fromEntries(form))
  if (!acceptance.success) return told({ ok: false, message: fieldErrors(acceptance.error) })
  const { agreedTotal, changeId } = acceptance.data
  const changed = await acceptBasket(await ensureUser(), agreedTotal, changeId)
  refresh()
  return told(changedNotice(changed, 'Changes accepted'))
})

type Refused = Notice & { shortages: Shortage[] }

export const placeOrder = action(async (form): Promise<Refused> => {
  const { expectedTotal, ...fields } = Object.fromEntries(form)
  const wish = CheckoutWish.safeParse({ ...fields, expectedTotal: Number(expectedTotal) })
  if (!wish.success) return told({ ok: false, message: fieldErrors(wish.error), shortages: [] })
  const checkedOut = await checkOut(wish.data)
  refresh()
  if (checkedOut.ok) redirect(ordersAddress({ placed: checkedOut.orderId }))
  const shortages = checkedOut.reason === 'out_of_stock' ? checkedOut.shortages : []
  return told({ ok: false, message: checkoutRefusal(checkedOut, await readLocale()), shortages })
})
