import 'server-only'
import type * as z from 'zod'
import { type ContactErrors, type ContactField, contactFields } from '@/lib/checkout/checkout-view'
import { addressNeeds } from '@/lib/checkout/countries'
import type { Contact } from '@/lib/checkout/purchase'

export type ContactValues = Partial<Record<ContactField, string>>

export const contactValues = (form: FormData): ContactValues =>
  Object.fromEntries(contactFields.map((field) => [field, form.get(field)?.toString()]))

/** What a form says as a contact, to be judged by its schema; without what its page hides for that country. */
export function contactIn({ line1 = '', line2 = '', region, postcode, ...values }: ContactValues) {
  const needs = addressNeeds(values.country ?? '')
  return {
    ...values,
    address: [line1, line2],
    region: needs.region === 'never' ? undefined : region,
    postcode: needs.postcode === 'never' ? undefined : postcode,
  }
}

export const valuesOf = ({ address: [line1, ...lines], ...contact }: Contact): ContactValues => ({
  ...contact,
  line1,
  line2: lines.join(', '),
})

/** The first fault of each field; `at` is where the contact is in what was judged. */
export function contactErrors({ issues }: z.ZodError, at = 0): ContactErrors {
  const errors = issues.flatMap(({ path, message }) => {
    const field = fieldAt(path.slice(at))
    return field ? [[field, message] as const] : []
  })
  return Object.fromEntries(errors.toReversed())
}

function fieldAt([name, index]: PropertyKey[]): ContactField | undefined {
  if (name === 'address') return index === 1 ? 'line2' : 'line1'
  return contactFields.find((field) => field === name)
}
