import * as z from 'zod'
import { Checkout } from '../checkout/checkout'
import { fieldErrors } from '../field-errors'
import { OrderRow } from '../order/order'
import { Payment } from '../payment/payment'
import { Reservation } from '../reservation/reservation'

/** The four rows of one purchase, as far as they are there and can be read. */
const schemas = {
  order: OrderRow,
  payment: Payment,
  reservation: Reservation,
  checkout: Checkout,
} as const

export type Part = keyof typeof schemas
export const parts = Object.keys(schemas) as Part[]
export type Rows = { [P in Part]?: z.output<(typeof schemas)[P]> | undefined }

export type Raw = Record<string, unknown>
export type RawRows = Partial<Record<Part, Raw | undefined>>

export type Unreadable = { part: Part; fields: string }

/** What newer code wrote beside what this code knows is left out; what cannot be read is named by its fields. */
export function readRows(raw: RawRows): { rows: Rows; unreadable: Unreadable[] } {
  const rows: Record<string, unknown> = {}
  const unreadable: Unreadable[] = []
  for (const part of parts) {
    if (!raw[part]) continue
    const { success, data, error } = z.safeParse<z.ZodType>(schemas[part], raw[part])
    if (success) rows[part] = data
    else unreadable.push({ part, fields: fieldErrors(error) })
  }
  return { rows: rows as Rows, unreadable }
}
