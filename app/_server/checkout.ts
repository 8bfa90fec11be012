import 'server-only'
import { headers } from 'next/headers'
import type * as z from 'zod'
import { ordersAddress } from '@/lib/address'
import { CheckoutBody } from '@/lib/api/schemas'
import { CheckedContact } from '@/lib/checkout/checked-contact'
import { type CheckedOut, checkoutBasket } from '@/lib/checkout/checkout-basket'
import { expectedTotalField } from '@/lib/checkout/checkout-view'
import { fieldErrors } from '@/lib/field-errors'
import { formatMoney } from '@/lib/money-format'
import { busyMessage } from './basket'
import { checkoutDrafts } from './checkout-draft'
import { contactErrors, contactIn, contactValues } from './contact-form'
import { leadTo } from './lead-to'
import { refused, waitFor, waitMessage } from './notice'
import { currentUser } from './session'
import { readLocale } from './visitor'

export type CheckoutRefusal = Exclude<CheckedOut, { ok: true }>

/** Checks this request's shopper out. Who has no session has no basket either. */
export async function checkOut(wish: z.output<typeof CheckoutBody>): Promise<CheckedOut> {
  const userName = await currentUser()
  if (userName === undefined)
    return { ok: false, reason: wish.checkoutId ? 'unknown_checkout' : 'basket_empty' }
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
    case 'too_many':
      return waitMessage(refusal.retryAfter)
  }
}

/** What the form of the checkout page asks for: there it is always said who buys and where it goes. */
const PlacedForm = CheckoutBody.extend({ contact: CheckedContact })

/** Places the order that the checkout's form asks for, and leads to it. What is refused is kept as it was typed. */
export async function placeOrder(form: FormData) {
  const { checkoutId, delivery, paymentMethod } = Object.fromEntries(form)
  const contact = contactValues(form)
  const wish = PlacedForm.safeParse({
    checkoutId,
    delivery,
    paymentMethod,
    expectedTotal: Number(form.get(expectedTotalField(String(delivery)))),
    contact: contactIn(contact),
  })
  const refusal = wish.success ? await place(wish.data) : faultsOf(wish.error)
  if (!form.has('scripted'))
    await checkoutDrafts.keep({ contact, delivery: String(delivery), paymentMethod: String(paymentMethod) })
  return refusal
}

async function place(wish: z.output<typeof PlacedForm>) {
  const checkedOut = await checkOut(wish)
  if (checkedOut.ok) {
    await checkoutDrafts.forget()
    return leadTo(ordersAddress({ placed: checkedOut.orderId }))
  }
  if (checkedOut.reason === 'too_many') return waitFor(checkedOut.retryAfter)
  const shortages = checkedOut.reason === 'out_of_stock' ? checkedOut.shortages : []
  return { ...refused(checkoutRefusal(checkedOut, await readLocale())), shortages }
}

/** Fields that a shopper fills in have words of their own beside them. */
function faultsOf(error: z.ZodError) {
  const errors = contactErrors(error, 1)
  const isOurs = error.issues.every(({ path }) => path[0] === 'contact')
  return {
    ...refused(isOurs ? 'Nothing was ordered yet: look at what is marked.' : fieldErrors(error)),
    errors,
  }
}
