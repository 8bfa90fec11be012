import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type { Callers } from './callers.ts'
import { AwsError, action, serveJson } from './server.ts'

const Input = z.strictObject({
  logGroupName: z.string(),
  filterPattern: z.string().regex(/^"[^"]+"$/, 'only a "quoted phrase" is understood here'),
  startTime: z.int().default(0),
  endTime: z.int().default(Number.MAX_SAFE_INTEGER),
  limit: z.int().min(1).max(10_000).default(10_000),
  nextToken: z.string().regex(/^\d+$/).optional(),
})
type Input = z.infer<typeof Input>

type Options = {
  callers: Callers
  /** Where local/log-lines.ts keeps lines. */
  folder: string
  /** The name under which each log group's lines are kept. */
  sources: ReadonlyMap<string, string>
}

/**
 * Starts CloudWatch Logs, of which it has one call, on a free port of 127.0.0.1, over the files of lines that this machine keeps.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export const startLogs = ({ callers, folder, sources }: Options) => {
  async function filterLogEvents({ logGroupName, filterPattern, limit, nextToken = '0', ...span }: Input) {
    const source = sources.get(logGroupName)
    if (source === undefined)
      throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.')
    const phrase = filterPattern.slice(1, -1)
    // The older one first.
    const files = [`${source}.1.jsonl`, `${source}.jsonl`].map((name) => path.join(folder, name))
    const found = (await Promise.all(files.map((file) => linesIn(file, phrase, span)))).flat()
    const from = Number(nextToken)
    return {
      events: found.slice(from, from + limit).map(({ timestamp, message }) => ({
        ...{ timestamp, message, logStreamName: source },
        ...{ ingestionTime: timestamp, eventId: randomUUID() },
      })),
      searchedLogStreams: [],
      ...(found.length > from + limit && { nextToken: String(from + limit) }),
    }
  }
  return serveJson('Logs_20140328', { FilterLogEvents: action(Input, filterLogEvents) }, callers)
}

const lineFeed = 10

/** The lines of a file that hold a phrase: those alone are taken out of it. */
async function linesIn(
  file: string,
  phrase: string,
  { startTime, endTime }: Pick<Input, 'startTime' | 'endTime'>,
) {
  const written = await stat(file).catch(() => undefined)
  if (!written || written.mtimeMs < startTime) return []
  const all = await readFile(file)
  const found: { timestamp: number; message: string }[] = []
  for (let at = all.indexOf(phrase); at >= 0; ) {
    const end = all.indexOf(lineFeed, at)
    const message = all.toString('utf8', all.lastIndexOf(lineFeed, at) + 1, end < 0 ? all.length : end)
    const timestamp = timeOf(message)
    if (timestamp >= startTime && timestamp < endTime) found.push({ timestamp, message })
    at = end < 0 ? -1 : all.indexOf(phrase, end)
  }
  return found
}

/** What is no line of ours has none. */
function timeOf(line: string) {
  try {
    return Date.parse(JSON.parse(line).timestamp) || 0
  } catch {
    return 0
  }
}
