import * as z from 'zod'

/** An amount in whole cents. The brand keeps a decimal price from being added to it by mistake. */
export const Cents = z.int().min(0).brand<'Cents'>()
export type Cents = z.infer<typeof Cents>

const hasTwoPlacesAtMost = (amount: number) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6

const largestAmount = 1_000_000_000

/** Whether a sum can be written as Money. */
export const isAmount = (cents: number) => cents <= largestAmount * 100

/** The one place where the decimal Number of tables, events and JSON becomes cents, and back. */
export const Money = z.codec(
  z
    .number()
    .min(0)
    .max(largestAmount)
    .refine(hasTwoPlacesAtMost, { error: 'must have at most two decimal places' }),
  Cents,
  { decode: (amount) => Math.round(amount * 100), encode: (cents) => cents / 100 },
)

export const times = (price: Cents, quantity: number): Cents => Cents.parse(price * quantity)

export const sum = (amounts: Cents[]): Cents =>
  amounts.reduce((total, amount) => Cents.parse(total + amount), Cents.parse(0))
