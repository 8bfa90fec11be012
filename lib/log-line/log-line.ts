import * as z from 'zod'

/** What can be relied on of a line that lib/observe/log.ts has written. */
export const LogLine = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  level: z.string(),
  service: z.string(),
  message: z.string(),
  orderId: z.string().optional(),
  traceId: z.string().optional(),
  eventType: z.string().optional(),
  eventId: z.string().optional(),
  messageId: z.string().optional(),
  receiveCount: z.number().optional(),
  queue: z.string().optional(),
  status: z.string().optional(),
  attempts: z.number().optional(),
  publishedType: z.string().optional(),
  publishedId: z.string().optional(),
  requestId: z.string().optional(),
  durationMs: z.number().optional(),
  error: z.object({ name: z.string(), message: z.string().optional() }).optional(),
})
export type LogLine = z.infer<typeof LogLine>

/** Nothing where a text is no line of ours, such as a report of Lambda's. */
export function logLineIn(text: string): LogLine | undefined {
  try {
    return LogLine.safeParse(JSON.parse(text.slice(text.indexOf('{')))).data
  } catch {
    return undefined
  }
}

export type LinesRead = {
  /** Oldest first. */
  lines: LogLine[]
  /** Whose lines could not be read. */
  unread: string[]
  /** There was no time to look through all. */
  isCut: boolean
}

/** What lines are sought by. An order's id is in all of its lines; a trace's is what its request has said. */
export type LineId = { orderId: string } | { traceId: string } | { messageId: string } | { eventId: string }

/** From and until when lines are sought, ISO 8601 dates; until now without an end. */
export type Span = { from: string; until?: string | undefined }

/** The same moments in as few spans, oldest first. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const last = result.at(-1)
    if (!last || (last.until !== undefined && last.until < span.from)) result.push({ ...span })
    else if (last.until !== undefined && (span.until === undefined || span.until > last.until))
      last.until = span.until
  }
  return result
}
