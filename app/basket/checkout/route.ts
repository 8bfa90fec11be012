import * as z from 'zod'
import { type CheckoutRefusal, checkOut, checkoutRefusal } from '@/app/_server/checkout'
import { answer, busy, failed, invalid, json, notFound, parseBody, tooMany } from '@/app/_server/http'
import { assertWithin } from '@/app/_server/limits'
import { CheckedOut, CheckoutBody } from '@/lib/api/schemas'
import { Money } from '@/lib/money'

export const POST = answer(async (request) => {
  await assertWithin('checkout')
  const checkedOut = await checkOut(await parseBody(CheckoutBody, request))
  return checkedOut.ok ? json(z.encode(CheckedOut, checkedOut)) : refuse(checkedOut)
})

function refuse(refusal: CheckoutRefusal) {
  const message = checkoutRefusal(refusal)
  switch (refusal.reason) {
    case 'basket_empty':
      return failed(409, { code: refusal.reason, message })
    case 'busy':
      return busy(message)
    case 'too_many':
      return tooMany(refusal.retryAfter)
    case 'unknown_checkout':
      return notFound('checkoutId: is neither your basket nor a checkout of yours')
    case 'unpublishable':
      return invalid(`${refusal.field}: ${message}`)
    case 'total_changed':
      return failed(409, { code: refusal.reason, message, totalPrice: z.encode(Money, refusal.totalPrice) })
    case 'out_of_stock':
      return failed(409, { code: refusal.reason, message, shortages: refusal.shortages })
  }
}
