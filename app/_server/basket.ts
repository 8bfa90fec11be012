import 'server-only'
import * as z from 'zod'
import { type Basket, Line, totalOf } from '@/lib/basket/basket'
import type { BasketRefusal } from '@/lib/basket/change-basket'
import { deleteBasket } from '@/lib/basket/store'
import { Money } from '@/lib/money'

export const busyMessage = 'Your cart is being changed in another window. Try again.'

export const emptyBasket = deleteBasket

/** A shopper's basket as the JSON API shows it; who has none has an empty one. */
export const basketJson = (userName: string | undefined, basket: Basket | undefined) => ({
  userName: userName ?? null,
  checkoutId: basket && basket.items.length > 0 ? basket.checkoutId : null,
  items: z.encode(z.array(Line), basket?.items ?? []),
  totalPrice: z.encode(Money, totalOf(basket?.items ?? [])),
})

export function basketRefusal(refusal: BasketRefusal): string {
  switch (refusal.reason) {
    case 'unknown_product':
      return `We do not sell ${refusal.productIds.join(', ')}.`
    case 'busy':
      return busyMessage
    case 'too_many_lines':
      return 'A cart holds 50 different products at most.'
    case 'too_many_of_one':
      return 'A cart holds 99 of one product at most.'
    case 'total_too_high':
      return 'The total is too high for one order.'
    case 'not_in_stock':
      return refusal.available === 0
        ? `${refusal.productName} is sold out.`
        : `Only ${refusal.available} of ${refusal.productName} left in stock.`
    case 'total_changed':
      return 'Prices or stock have changed again. Look at the new total before you accept it.'
  }
}
