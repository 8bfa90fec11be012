import 'server-only'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type * as z from 'zod'
import { ordersAddress } from '@/lib/address'
import { CheckoutBody } from '@/lib/api/schemas'
import { type CheckedOut, checkoutBasket } from '@/lib/checkout/checkout-basket'
import { fieldErrors } from '@/lib/field-errors'
import { formatMoney } from '@/lib/money-format'
import { busyMessage } from './basket'
import { refused } from './notice'
import { currentUser } from './session'
import { readLocale } from './visitor'

export type CheckoutRefusal = Exclude<CheckedOut, { ok: true }>

/** Checks this request's shopper out. Who has no session has no basket either. */
export async function checkOut(wish: z.output<typeof CheckoutBody>): Promise<CheckedOut> {
  const userName = await currentUser()
  if (userName === undefined) return { ok: false, reason: 'basket_empty' }
  return checkoutBasket({ ...wish, userName, traceHeader: (await headers()).get('x-amzn-trace-id') })
}

export function checkoutRefusal(refusal: CheckoutRefusal, locale?: string): string {
  switch (refusal.reason) {
    case 'basket_empty':
      return 'Your cart is empty.'
    case 'busy':
      return busyMessage
    case 'unknown_checkout':
      return 'Your cart has changed since this page was opened. Check it and place the order again.'
    case 'unpublishable':
      return refusal.field === 'items'
        ? 'Your cart is too large for one order. Take something out.'
        : 'The total is too high for one order. Take something out.'
    case 'total_changed':
      return `The total is now ${formatMoney(refusal.totalPrice, locale)}. Nothing was ordered: accept it first.`
    case 'out_of_stock':
      return 'Not everything in your cart is in stock.'
  }
}

/** Places the order that the form of a cart asks for, and leads to it. */
export async function placeOrder(form: FormData) {
  const { expectedTotal, ...fields } = Object.fromEntries(form)
  const wish = CheckoutBody.safeParse({ ...fields, expectedTotal: Number(expectedTotal) })
  if (!wish.success) return refused(fieldErrors(wish.error))
  const checkedOut = await checkOut(wish.data)
  if (checkedOut.ok) {
    refresh()
    redirect(ordersAddress({ placed: checkedOut.orderId }))
  }
  const shortages = checkedOut.reason === 'out_of_stock' ? checkedOut.shortages : []
  return { ...refused(checkoutRefusal(checkedOut, await readLocale())), shortages }
}
