import * as z from 'zod'

const Told = z.string().max(4_000).optional()

/** What an operator has done, for ever: nothing deletes it. */
export const AuditEntry = z.object({
  day: z.iso.date(),
  /** The moment, and an id for what else was done in it. */
  at: z.string(),
  who: z.string().min(1).max(200),
  what: z.string().min(1),
  why: z.string().min(1).max(500),
  target: z.string().min(1),
  /** The call to AWS that it came to, as the command line writes it. */
  call: Told,
  before: Told,
  /** What came of it. Where that is no write of a table, it is missing until it is known, and for ever where that was cut short. */
  after: Told,
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** When it was done, an ISO 8601 date. */
export const momentOf = ({ at }: Pick<AuditEntry, 'at'>) => at.slice(0, at.indexOf('#'))
