import * as z from 'zod'
import { Service } from '../plan/plan'

/** Messages a second. */
export const rates = [1, 5, 20, 100] as const

/** One message of a redrive. */
export const JobLetter = z.object({
  messageId: z.string(),
  eventId: z.string().optional(),
  orderId: z.string().optional(),
  /** Whose queue it goes to. */
  service: Service,
  /** By what it had failed: lib/failure/failure.ts. */
  cause: z.string().optional(),
  /** What is sent in its place, by the id under which it is kept. */
  edit: z.string().optional(),
  /** When somebody was last about to send it. */
  at: z.iso.datetime().optional(),
  /** It has been sent and deleted. */
  sent: z.literal(true).optional(),
})
export type JobLetter = z.infer<typeof JobLetter>

/** A redrive: what it moves was settled when it began. */
export const Job = z.object({
  id: z.string(),
  /** The dead-letter queue, by its name in sst.config.ts. */
  queue: z.string(),
  by: z.string(),
  why: z.string(),
  beganAt: z.iso.datetime(),
  perSecond: z.int().min(1).max(100),
  total: z.int().min(1),
  moved: z.int().min(0),
  state: z.enum(['running', 'aborting', 'aborted', 'ended']),
  endedAt: z.iso.datetime().optional(),
  /** Its entry in the audit, which says what came of it once it has ended. */
  entry: z.object({ day: z.string(), at: z.string() }),
  /** Counts the steps: of two who go on with it the second stops. */
  version: z.int().min(0),
  /** Until then whoever took the last step may be at it still. */
  busyUntil: z.iso.datetime().optional(),
  /** Since when what is left has not been seen in its queue. */
  missingSince: z.iso.datetime().optional(),
})
export type Job = z.infer<typeof Job>

export const isUnderWay = ({ state }: Pick<Job, 'state'>) => state === 'running' || state === 'aborting'
