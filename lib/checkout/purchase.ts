import * as z from 'zod'
import { Line, Lines, totalOf } from '../basket/line'
import { Money, sum } from '../money'
import { Text } from '../text'

/** Events may come from elsewhere: what they say is bounded here and judged where a shopper says it. */
const Word = Text.min(1).max(40)
const Field = Text.max(200)

/** How it is brought, and what that costs. */
export const Delivery = z.object({ option: Word, price: Money })
export type Delivery = z.infer<typeof Delivery>

/** Who buys it and where it goes. Of no use to a service, and named in no log. */
export const Contact = z.object({
  name: Field,
  email: Text.max(254),
  phone: Word.optional(),
  /** ISO 3166-1 alpha-2. */
  country: Text.length(2),
  address: z.array(Field).min(1).max(3),
  city: Field.optional(),
  region: Field.optional(),
  postcode: Word.optional(),
})
export type Contact = z.infer<typeof Contact>

/** What is bought, as the checkout and its event carry it. What older ones do not have is optional. */
export const purchase = {
  items: Lines,
  totalPrice: Money,
  paymentMethod: Word,
  delivery: Delivery.optional(),
  contact: Contact.optional(),
}

type Priced = { items: Line[]; delivery?: Delivery | undefined }

/** The goods, and what it costs to bring them. */
export const totalPriceOf = ({ items, delivery }: Priced) =>
  sum([totalOf(items), ...(delivery ? [delivery.price] : [])])

/** What an order keeps of it: everything. */
export const OrderContents = z.object({
  ...purchase,
  items: z.array(Line).min(1),
  paymentMethod: Word.optional(),
})
export type OrderContents = z.infer<typeof OrderContents>
