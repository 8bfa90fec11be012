import 'server-only'
import { headers } from 'next/headers'
import * as z from 'zod'
import { ordersAddress } from '@/lib/address'
import { paymentMethods } from '@/lib/checkout/options'
import { type Retried, retryOrder } from '@/lib/checkout/retry-order'
import { fieldErrors } from '@/lib/field-errors'
import { CheckoutId, OrderId } from '@/lib/ids'
import { Money } from '@/lib/money'
import { formatMoney } from '@/lib/money-format'
import { checkoutRefusal } from './checkout'
import { leadTo } from './lead-to'
import { refused } from './notice'
import { currentShopper, linkedTo } from './session'
import { readLocale } from './visitor'

const RetryForm = z.object({
  orderId: OrderId,
  checkoutId: CheckoutId,
  paymentMethod: z.enum(paymentMethods, 'choose how to pay'),
  expectedTotal: z.coerce.number<string>().pipe(Money),
})

function retryRefusal(refusal: Exclude<Retried, { ok: true }>, locale: string): string {
  switch (refusal.reason) {
    case 'not_declined':
      return 'There is no declined payment of such an order of yours.'
    case 'nothing_left':
      return 'Nothing of this order can be had now. Nothing was ordered.'
    case 'unknown_checkout':
      return 'This page had been open for too long. Nothing was ordered: place the order again.'
    case 'total_changed':
      return `The total is now ${formatMoney(refusal.totalPrice, locale)}. Nothing was ordered: see what has changed, and place the order again.`
    default:
      return checkoutRefusal(refusal, locale)
  }
}

/** Places a declined order again, as the form of its page asks for, and leads to the new one. */
export async function retryPayment(form: FormData) {
  const wish = RetryForm.safeParse(Object.fromEntries(form))
  if (!wish.success) return refused(fieldErrors(wish.error))
  const shopper = await currentShopper()
  const traceHeader = (await headers()).get('x-amzn-trace-id')
  const retried: Retried =
    shopper === undefined
      ? { ok: false, reason: 'not_declined' }
      : await retryOrder({ ...wish.data, userName: shopper.userName, linked: linkedTo(shopper), traceHeader })
  if (!retried.ok) return refused(retryRefusal(retried, await readLocale()))
  return leadTo(ordersAddress({ placed: retried.orderId }))
}
