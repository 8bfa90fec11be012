import 'server-only'
import type { CartView } from '@/lib/basket/cart-view'
import { CheckedContact } from '@/lib/checkout/checked-contact'
import { deliveryOf, optionsOf } from '@/lib/checkout/checkout-options'
import type { CheckoutView, Choice } from '@/lib/checkout/checkout-view'
import { countries } from '@/lib/checkout/countries'
import {
  deliveryLabel,
  deliveryNotes,
  deliveryOptions,
  paymentMethodLabel,
  paymentMethods,
} from '@/lib/checkout/options'
import type { OrderView } from '@/lib/order/order'
import type { CheckoutDraft } from './checkout-draft'
import { contactErrors, contactIn, valuesOf } from './contact-form'

/** `last` are the shopper's orders, newest first: what one of them had need not be typed again. */
export function checkoutViewOf(
  cart: CartView,
  last: OrderView[],
  draft: CheckoutDraft | undefined,
): CheckoutView {
  const remembered = last.find(({ contact }) => contact)
  const judged = draft && CheckedContact.safeParse(contactIn(draft.contact))
  const { delivery, paymentMethod } = draft ?? (remembered ? optionsOf(remembered) : {})
  return {
    cart,
    values: draft?.contact ?? (remembered?.contact ? valuesOf(remembered.contact) : {}),
    errors: judged?.error ? contactErrors(judged.error) : {},
    deliveries: choicesOf(deliveryOptions, delivery, (value) => ({
      label: deliveryLabel(value),
      note: deliveryNotes[value],
      price: deliveryOf(value).price,
    })),
    payments: choicesOf(paymentMethods, paymentMethod, (value) => ({
      label: paymentMethodLabel(value),
      price: 0,
    })),
    countries: countries().map(({ code, name, region, postcode }) => ({ code, name, region, postcode })),
  }
}

/** One of them is always chosen: the first where what is wished for is none. */
function choicesOf<Value extends string>(
  values: readonly Value[],
  wished: string | undefined,
  of: (value: Value) => Omit<Choice, 'value' | 'chosen'>,
): Choice[] {
  const chosen = values.find((value) => value === wished) ?? values[0]
  return values.map((value) => ({ value, ...of(value), chosen: value === chosen }))
}
