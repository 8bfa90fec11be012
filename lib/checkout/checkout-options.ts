import * as z from 'zod'
import { Money } from '../money'
import { type DeliveryOption, deliveryOptions, paymentMethods } from './options'
import { Contact, type Delivery, type OrderContents } from './purchase'

/** In decimal dollars. */
const deliveryPrices: Record<DeliveryOption, number> = { standard: 0, express: 12 }

/** The option at its price of now: neither a form nor a client says what a delivery costs. */
export const deliveryOf = (option: DeliveryOption): Delivery => ({
  option,
  price: Money.parse(deliveryPrices[option]),
})

/** What a shopper adds at checkout: it travels by itself from form or body to the order and its views. */
export const CheckoutOptions = z.object({
  paymentMethod: z.enum(paymentMethods).default('card'),
  delivery: z.enum(deliveryOptions).default('standard'),
  contact: Contact.optional(),
})

const Remembered = CheckoutOptions.extend({
  paymentMethod: CheckoutOptions.shape.paymentMethod.catch('card'),
  delivery: CheckoutOptions.shape.delivery.catch('standard'),
})

/** What an earlier order was checked out with, as far as there still is such an option. */
export const optionsOf = ({ paymentMethod, delivery, contact }: OrderContents) =>
  Remembered.parse({ paymentMethod, delivery: delivery?.option, contact })
