import * as z from 'zod'

/** A message that was discarded, or another took the place of: whole, as it was in its dead-letter queue. */
export const Kept = z.object({
  id: z.string(),
  queue: z.string(),
  messageId: z.string(),
  body: z.string(),
  target: z.string().optional(),
  sentAt: z.iso.datetime(),
  by: z.string(),
  at: z.iso.datetime(),
  why: z.string().optional(),
  eventType: z.string().optional(),
  orderId: z.string().optional(),
  /** What took its place; not there of what was discarded. */
  edited: z.string().optional(),
  putBackAt: z.iso.datetime().optional(),
})
export type Kept = z.infer<typeof Kept>
