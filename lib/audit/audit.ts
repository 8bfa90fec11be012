import * as z from 'zod'

/** What an operator has done, for ever: nothing deletes it. */
export const AuditEntry = z.object({
  day: z.iso.date(),
  /** The moment, and an id for what else was done in it. */
  at: z.string(),
  who: z.string().min(1).max(200),
  what: z.string().min(1),
  why: z.string().min(1).max(500),
  target: z.string().min(1),
})
export type AuditEntry = z.infer<typeof AuditEntry>
