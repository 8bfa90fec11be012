import * as z from 'zod'
import { Line, Lines } from '../basket/line'
import { Money } from '../money'

export const paymentMethods = ['card', 'paypal', 'bank_transfer'] as const
const PaymentMethod = z.enum(paymentMethods)
type PaymentMethod = z.infer<typeof PaymentMethod>

export const paymentMethodLabels: Record<PaymentMethod, string> = {
  card: 'Card',
  paypal: 'PayPal',
  bank_transfer: 'Bank transfer',
}

/**
 * What a shopper adds to the basket at checkout. A field of it travels by itself, from whoever parses a form or a body by
 * this schema through Checkout and CheckoutBasket into the order and its views.
 */
export const CheckoutOptions = z.object({ paymentMethod: PaymentMethod.default('card') })

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
