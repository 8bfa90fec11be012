import type { CartView } from '../basket/cart-view'
import type { Need } from './countries'

/** The fields of the form in the order in which they stand there, each a line of text. */
export const contactFields = [
  'email',
  'phone',
  'name',
  'country',
  'line1',
  'line2',
  'postcode',
  'city',
  'region',
] as const
export type ContactField = (typeof contactFields)[number]

/** One of several; an option of delivery has a price, in cents. */
export type Choice = { value: string; label: string; note?: string; price: number; chosen: boolean }

export type Country = { code: string; name: string; region: Need; postcode: Need }

/** What the checkout shows, as plain data. */
export type CheckoutView = {
  cart: CartView
  /** What was typed on this page, or else what the last order had. */
  values: Partial<Record<ContactField, string>>
  /** What is wrong with what was typed before the scripts had arrived. */
  errors: ContactErrors
  deliveries: Choice[]
  payments: Choice[]
  countries: Country[]
}

export type ContactErrors = Partial<Record<ContactField, string>>

/** The field that names the total which the shopper is shown with a delivery option. */
export const expectedTotalField = (delivery: string) => `expectedTotal-${delivery}`
