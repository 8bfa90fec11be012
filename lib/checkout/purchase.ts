import * as z from 'zod'
import { Line, Lines } from '../basket/line'
import { Money } from '../money'

export const paymentMethods = ['card', 'paypal', 'bank_transfer'] as const

export const paymentMethodLabels: Record<(typeof paymentMethods)[number], string> = {
  card: 'Card',
  paypal: 'PayPal',
  bank_transfer: 'Bank transfer',
}

/** What a shopper adds at checkout: a field of it travels by itself from form or body to the order and its views. */
export const CheckoutOptions = z.object({ paymentMethod: z.enum(paymentMethods).default('card') })

/** What is bought, as the checkout and its event carry it. */
export const purchase = {
  items: Lines,
  totalPrice: Money,
  ...CheckoutOptions.shape,
  /** Events may come from elsewhere. */
  paymentMethod: z.string().min(1).max(40),
}

/** What an order keeps of it; how it is paid is the payment's. */
export const OrderContents = z
  .object(purchase)
  .omit({ paymentMethod: true })
  .extend({ items: z.array(Line).min(1) })
export type OrderContents = z.infer<typeof OrderContents>
