import * as z from 'zod'

/** The tables that a run goes through, one after the other. */
export const passes = ['orders', 'checkouts', 'payments', 'reservations', 'products'] as const
export type Pass = (typeof passes)[number]

const Key = z.record(z.string(), z.string())

/** How far each segment of a table's scan has come: the key it goes on after, 'begin', or 'end'. */
export const Cursor = z.object({
  pass: z.enum(passes),
  segments: z
    .array(z.union([Key, z.literal(['begin', 'end'])]))
    .min(1)
    .max(16),
})
export type Cursor = z.infer<typeof Cursor>
export type Segment = Cursor['segments'][number]

const segmentsAtOnce = 4

export const beginOf = (pass: Pass): Cursor => ({
  pass,
  segments: Array.from({ length: segmentsAtOnce }, () => 'begin' as const),
})

/** Where to go on: in this table, in the next, or nowhere. */
export function nextOf({ pass, segments }: Cursor): Cursor | undefined {
  if (segments.some((segment) => segment !== 'end')) return { pass, segments }
  const next = passes[passes.indexOf(pass) + 1]
  return next && beginOf(next)
}

/** As text for an address. */
export const encodeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** @throws where it is no cursor */
export const decodeCursor = (text: string) =>
  Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
