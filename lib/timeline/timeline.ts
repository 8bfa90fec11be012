import { events, isEventType } from '../events'
import type { LogLine } from '../log-line/log-line'
import type { HistoryEntry } from '../order/order'

/**
 * One thing that happened to an order. `failure` stands for a message that failed or something that was not done, `fact` for
 * what the order's own history tells and no line does.
 */
export type Step = {
  /** Milliseconds since the epoch; of `since`, when what was waited for had begun. */
  at: number
  since?: number | undefined
  kind: 'write' | 'publish' | 'receive' | 'failure' | 'fact'
  service: string
  what: string
  /** How often the message has been received with this. */
  receiveCount?: number | undefined
  eventId?: string | undefined
  messageId?: string | undefined
}

const ranks: Step['kind'][] = ['fact', 'receive', 'failure', 'write', 'publish']
const inTime = (a: Step, b: Step) => a.at - b.at || ranks.indexOf(a.kind) - ranks.indexOf(b.kind)

export type Timeline = {
  placedAt: number
  steps: Step[]
  /** Of the log; without any, what stands here is the order's own history. */
  lines: number
  /** Whose lines could not be read. */
  unread: readonly string[]
  /** There was no time to look through all lines. */
  isCut: boolean
}

/** Every receive, write and publish that the lines of an order tell of, and what its history alone does, oldest first. */
export function stepsOf(lines: readonly LogLine[], history: readonly HistoryEntry[] = []): Step[] {
  const publishedAt = new Map(lines.flatMap((line) => publishedIn(line)))
  const received = new Set<string>()
  const steps = lines.flatMap((line) => {
    if (line.messageId === undefined) return stepOf(line)
    const key = `${line.service} ${line.messageId} ${line.receiveCount} ${line.requestId}`
    const isFirst = !received.has(key)
    received.add(key)
    return handlingOf(line, line.eventId === undefined ? undefined : publishedAt.get(line.eventId), isFirst)
  })
  const told = new Set(
    lines.flatMap(({ message, ...line }) => [line.eventType, line.publishedType, wordIn(message)]),
  )
  const facts = history.filter(({ what, at }) => at !== '' && !told.has(what)).map(factOf)
  return [...steps, ...facts].toSorted(inTime)
}

const timeOf = ({ timestamp }: LogLine) => Date.parse(timestamp)
const wordIn = (message: string) => / published$/.exec(message) && message.split(' ', 1)[0]

/** The id of the event that a line says was published, with when. */
function publishedIn(line: LogLine): [id: string, at: number][] {
  const id =
    line.publishedId ?? (line.messageId === undefined && wordIn(line.message) ? line.eventId : undefined)
  return id === undefined ? [] : [[id, timeOf(line)]]
}

/** Of a line that tells of no message. */
function stepOf(line: LogLine): Step[] {
  const { service, eventId, message, level, attempts } = line
  const at = timeOf(line)
  const type = wordIn(message)
  if (type) return [{ at, kind: 'publish', service, what: `publishes ${type}`, eventId }]
  const isPublish = / published again/.test(message)
  const what = [`${message}${attempts === undefined ? '' : `, attempt ${attempts}`}`, errorOf(line)].filter(
    Boolean,
  )
  const kind = isPublish ? 'publish' : level === 'ERROR' ? 'failure' : 'write'
  return [{ at, kind, service, what: what.join(': ') }]
}

const errorOf = ({ error }: LogLine) => error && [error.name, error.message].filter(Boolean).join(': ')

/** Of a line that tells what was made of a message: it was received, and with it something written and published. */
function handlingOf(line: LogLine, publishedAt: number | undefined, isFirst: boolean): Step[] {
  const { service, message, status, level, durationMs = 0, eventType, eventId, messageId } = line
  const { receiveCount, publishedType, publishedId } = line
  const at = timeOf(line)
  const begun = at - durationMs
  const ids = { service, messageId, eventId }
  // Who publishes says so once the bus has answered; by then others may have been given the event.
  const since = publishedAt === undefined ? undefined : Math.min(publishedAt, begun)
  const said = [message, status, errorOf(line)].filter(Boolean).join(': ')
  return [
    ...(isFirst
      ? [
          {
            ...ids,
            at: begun,
            since,
            kind: 'receive',
            what: `receives ${eventType ?? 'a message'}`,
            receiveCount,
          } as const,
        ]
      : []),
    { ...ids, at, since: begun, kind: level === 'ERROR' ? 'failure' : 'write', what: said },
    ...(publishedType
      ? [{ at, service, kind: 'publish', what: `publishes ${publishedType}`, eventId: publishedId } as const]
      : []),
  ]
}

const services: Record<string, string> = { 'com.swn.inventory': 'inventory', 'com.swn.payment': 'payment' }

const factOf = ({ what, at }: HistoryEntry): Step => ({
  at: Date.parse(at),
  kind: 'fact',
  service: isEventType(what) ? (services[events[what].source] ?? 'site') : 'unknown',
  what,
})

const longestPauseMs = 60_000

/** Steps that lie more than a minute apart stand in chapters of their own: else what took milliseconds could not be seen. */
export function chaptersOf(steps: readonly Step[]): Step[][] {
  const chapters: Step[][] = []
  for (const step of steps) {
    const last = chapters.at(-1)?.at(-1)
    if (last && step.at - last.at <= longestPauseMs) chapters.at(-1)?.push(step)
    else chapters.push([step])
  }
  return chapters
}

/** How long after its checkout, in one unit. */
export function delayText(ms: number): string {
  const sign = ms < 0 ? '−' : '+'
  const size = Math.abs(ms)
  if (size < 10_000) return `${sign}${Math.round(size)} ms`
  if (size < 120_000) return `${sign}${(size / 1000).toFixed(1)} s`
  if (size < 2 * 3_600_000) return `${sign}${Math.floor(size / 60_000)} min`
  return size < 2 * 86_400_000
    ? `${sign}${Math.floor(size / 3_600_000)} h`
    : `${sign}${Math.floor(size / 86_400_000)} d`
}

/** All of it as lines of text, for a ticket. */
export const textOf = (orderId: string, placedAt: number, steps: readonly Step[]) =>
  [
    `${orderId}, placed ${new Date(placedAt).toISOString()}`,
    ...steps.map(({ at, service, kind, what, receiveCount, eventId }) =>
      [
        new Date(at).toISOString(),
        delayText(at - placedAt).padStart(9),
        service.padEnd(9),
        kind.padEnd(7),
        `${what}${(receiveCount ?? 1) > 1 ? ` (receive ${receiveCount})` : ''}${eventId ? ` [${eventId}]` : ''}`,
      ].join('  '),
    ),
  ].join('\n')
