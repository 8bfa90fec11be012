import 'server-only'
import * as z from 'zod'
import { checkoutAddress } from '@/lib/address'
import { contactFields } from '@/lib/checkout/checkout-view'
import { draftsOf } from './draft'

const Draft = z.object({
  contact: z.partialRecord(z.enum(contactFields), z.string()),
  delivery: z.string().optional(),
  paymentMethod: z.string().optional(),
})
export type CheckoutDraft = z.infer<typeof Draft>

export const checkoutDrafts = draftsOf(Draft, checkoutAddress)
