import { Resource } from 'sst'
import { linesWith } from '../aws/logs'
import { sendsMail } from '../mail/sender'
import { log } from '../observe/log'
import { timeLeftOf } from '../time-left'
import { logGroupOf, loggers, mailLoggers } from './log-groups'
import { type LineId, type LinesRead, type LogLine, logLineIn, type Span } from './log-line'

const patienceMs = 2_500
const dayMs = 24 * 60 * 60_000
const wordOnly = /^[\w:-]{1,200}$/

/** What the site and every function have written about one order, request, message or event; of the last day without `spans`. */
export async function readLogLines(id: LineId, spans: readonly Span[] = lastDay()): Promise<LinesRead> {
  const [[name, text] = ['', '']] = Object.entries(id)
  if (!wordOnly.test(text)) return { lines: [], unread: [], isCut: false }
  const writing = loggers.filter((logger) => sendsMail() || !mailLoggers.includes(logger))
  const timeLeft = timeLeftOf(patienceMs)
  const now = Date.now()
  const read = await Promise.all(
    writing.map(async (logger) => {
      const group = logGroupOf(Resource.App, logger)
      const found = spans.map(({ from, until }) =>
        linesWith(
          group,
          { text, from: Date.parse(from), until: until === undefined ? now : Date.parse(until) },
          timeLeft,
        ),
      )
      return Promise.all(found).catch((error) => {
        log.warn('Log lines not read', { error })
        return logger
      })
    }),
  )
  const pages = read.filter((one) => typeof one !== 'string').flat()
  const lines = pages.flatMap((page) => page.lines.flatMap((line) => logLineIn(line) ?? []))
  return {
    lines: lines
      .filter((line) => line[name as keyof LogLine] === text)
      .toSorted((a, b) => a.timestamp.localeCompare(b.timestamp)),
    unread: read.filter((one) => typeof one === 'string'),
    isCut: pages.some(({ isCut }) => isCut),
  }
}

const lastDay = (): Span[] => [{ from: new Date(Date.now() - dayMs).toISOString() }]
