import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

/** Where the lines of functions and site go. */
export type LogLines = {
  /** Given every line. */
  keep: (source: string, line: string) => void
  /** Given what somebody should see now: warnings, errors, and what is no log line, such as a crash. */
  show: (line: string) => void
}

const Line = z.object({
  level: z.string(),
  message: z.string(),
  orderId: z.string().optional(),
  messageId: z.string().optional(),
  receiveCount: z.number().optional(),
  dependency: z.string().optional(),
  lookAt: z.string().optional(),
  error: z
    .object({ name: z.string(), message: z.string().optional(), code: z.string().optional() })
    .optional(),
})

/** Lines of lib/observe/log.ts and lib/observe/metrics.ts begin so; the most of them are told apart without parsing. */
const quiet = /^\{("timestamp":"[^"]*","level":"(DEBUG|INFO)"|"_aws":)/

/** Sends one line that `source` wrote to where it belongs. */
export function sortLine(source: string, line: string, { keep, show }: LogLines) {
  keep(source, line)
  if (!quiet.test(line)) show(`${source} | ${printable(inWords(line))}`)
}

/** What a terminal would obey, C0 and C1, is written out: an id from outside neither begins a line nor colours one. */
export const printable = (text: string) =>
  text.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** `ERROR Message failed: Malformed: detail.items: ... (orderId ORD-1, messageId 5, receiveCount 2)` */
function inWords(line: string) {
  try {
    const { level, message, dependency, lookAt, error, ...ids } = Line.parse(JSON.parse(line))
    const parts = [`${level} ${message}`, dependency, error?.name, error?.message, error?.code, lookAt]
    const said = parts.filter(Boolean).join(': ')
    const named = Object.entries(ids).map(([name, value]) => `${name} ${value}`)
    return named.length > 0 ? `${said} (${named.join(', ')})` : said
  } catch {
    return line
  }
}

/**
 * Keeps lines in `<folder>/<source>.jsonl`, across restarts. A file that has reached `maxBytes` becomes
 * `<source>.1.jsonl`, in place of the one before, so a source never takes more than twice that.
 */
export function keepLines(folder: string, { maxBytes = 10 * 1024 * 1024 } = {}): LogLines['keep'] {
  return (source, line) => {
    const file = path.join(folder, `${source}.jsonl`)
    try {
      mkdirSync(folder, { recursive: true })
      appendFileSync(file, `${line}\n`)
      if (statSync(file).size >= maxBytes) renameSync(file, path.join(folder, `${source}.1.jsonl`))
    } catch {
      // A full disk or a removed folder costs lines of the log and not the shop.
    }
  }
}
