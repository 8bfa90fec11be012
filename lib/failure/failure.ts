import * as z from 'zod'
import type { Cents } from '../money'

/** How often, and when, one event failed in one function. It holds no payload and nothing that a shopper gave. */
export const Failure = z.object({
  /** Of the event, which its copies and whatever is redriven share; of the message where that is no event of ours. */
  id: z.string(),
  service: z.string(),
  queue: z.string(),
  /** Of the copy that failed last. */
  messageId: z.string(),
  error: z.string(),
  /** What the error says, where that quotes nothing. */
  says: z.string().optional(),
  /** The fields at fault. */
  field: z.string().optional(),
  /** The line of code that threw it. */
  place: z.string().optional(),
  orderId: z.string().optional(),
  eventType: z.string().optional(),
  traceId: z.string().optional(),
  count: z.int().min(1),
  first: z.iso.datetime(),
  last: z.iso.datetime(),
  expiresAt: z.int(),
})
export type Failure = z.infer<typeof Failure>

export type Cause = Pick<Failure, 'service' | 'error' | 'field' | 'eventType'>

/** Which line of an order is at fault does not matter. */
const causeOf = ({ service, error, field, eventType }: Failure): Cause => ({
  service,
  error,
  eventType,
  field: field && [...new Set(field.replace(/\[\d+\]/g, '[]').split(', '))].join(', '),
})

/** The same for all of one cause. */
export function causeKeyOf(failure: Failure) {
  const { service, error, field, eventType } = causeOf(failure)
  return [service, error, field, eventType].map((part) => part ?? '').join('|')
}

/** What an operator reads a cause as. */
export const causeInWords = ({ service, error, field, eventType }: Cause) =>
  `${error}${field ? ` in ${field}` : ''}${eventType ? ` of ${eventType}` : ''}, ${service}`

/** Failures of one cause, the newest first. */
export type FailureGroup = {
  key: string
  cause: Cause
  first: string
  last: string
  /** How often anything of it failed. */
  count: number
  orderIds: string[]
  failures: Failure[]
}

/** With what of it is over, and the money of the orders that it touches. */
export type CauseOfFailures = FailureGroup & { over: number; money: Cents }

/** By function, error, field and event: the group that failed last comes first. */
export function groupByCause(failures: readonly Failure[]): FailureGroup[] {
  const groups = new Map<string, { cause: Cause; failures: Failure[] }>()
  for (const failure of failures) {
    const key = causeKeyOf(failure)
    const group = groups.get(key) ?? { cause: causeOf(failure), failures: [] }
    group.failures.push(failure)
    groups.set(key, group)
  }
  return [...groups].map(([key, group]) => ({ key, ...summed(group) })).sort(byLast)
}

const byLast = (a: { last: string }, b: { last: string }) => b.last.localeCompare(a.last)

function summed({ cause, failures }: { cause: Cause; failures: Failure[] }): Omit<FailureGroup, 'key'> {
  const sorted = failures.toSorted(byLast)
  return {
    cause,
    first: failures.map(({ first }) => first).sort()[0] ?? '',
    last: sorted[0]?.last ?? '',
    count: failures.reduce((sum, { count }) => sum + count, 0),
    orderIds: [...new Set(sorted.flatMap(({ orderId }) => orderId ?? []))],
    failures: sorted,
  }
}
