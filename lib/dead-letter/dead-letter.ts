import * as z from 'zod'
import type { Failure } from '../failure/failure'
import type { Plan } from '../plan/plan'

/** A message that its function gave up, as it waits in the dead-letter queue of `queue`. */
export const DeadLetter = z.object({
  messageId: z.string(),
  body: z.string(),
  /** By its function, and since then by whoever looked at it here: SQS lets nobody look without receiving. */
  receives: z.int(),
  sentAt: z.iso.datetime(),
  /** The queue that the bus could not reach. */
  target: z.string().optional(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

/** What of its body may be told: ids in the form that we and AWS give them. */
export type LetterIds = { orderId?: string; eventId?: string; eventType?: string; traceId?: string }

/** A dead letter with what a redrive would do; nothing where it belongs to no queue of ours. */
export type PlannedLetter = DeadLetter & LetterIds & { plan?: Plan }

/** The same with what it has failed by, where that is kept. */
export type ListedLetter = PlannedLetter & { failure?: Failure }

/** As its failure is kept under: by its event, else by itself. */
export const failureIdOf = ({ eventId, messageId }: { eventId?: string | undefined; messageId: string }) =>
  eventId ?? messageId

/** What is in its body, indented where it is JSON. */
export function payloadOf({ body }: Pick<DeadLetter, 'body'>) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

/** What a redrive would do, the same for all that differ in amounts alone. */
export const outcomeOfPlan = (plan: Pick<Plan, 'words'> | undefined) =>
  plan?.words.replace(/\d+(\.\d+)?/g, '…') ?? 'belongs to no queue of ours'

/** By what a redrive would do, the most frequent first. */
export function countPlans(letters: readonly Pick<PlannedLetter, 'plan'>[]) {
  const counts = new Map<string, number>()
  for (const { plan } of letters) counts.set(outcomeOfPlan(plan), (counts.get(outcomeOfPlan(plan)) ?? 0) + 1)
  return [...counts].map(([words, count]) => ({ words, count })).sort((a, b) => b.count - a.count)
}

/** As many are chosen, or moved by one redrive, at most. */
export const mostLetters = 1_000

/** One leaf of an event, as a form shows it. */
export type EditField = {
  /** `detail.items[0].quantity` */
  path: string
  kind: 'text' | 'number' | 'checkbox'
  value: string
  isRequired: boolean
  /** What is wrong with it now. */
  error?: string
}

export type Difference = { path: string; before: string; after: string }
