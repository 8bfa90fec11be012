import { createReadStream, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { printable } from '../local/log-lines.ts'
import { dataFolder, run } from './command.ts'

// npm run story -- ORD-…: what the log says of one purchase, in order, each line with the time since the one before.

const Line = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  level: z.string(),
  service: z.string(),
  message: z.string(),
  orderId: z.string(),
  eventType: z.string().optional(),
  status: z.string().optional(),
  receiveCount: z.number().optional(),
  durationMs: z.number().optional(),
  error: z.object({ name: z.string(), message: z.string().optional() }).optional(),
})
type Line = z.infer<typeof Line>

/** What the files of `folder` say of `orderId`, oldest first. */
async function linesAbout(orderId: string, folder: string): Promise<Line[]> {
  const lines: Line[] = []
  for (const file of existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [])
    for await (const text of createInterface({ input: createReadStream(path.join(folder, file)) })) {
      if (!text.includes(orderId)) continue
      const line = parse(text)
      if (line?.orderId === orderId) lines.push(line)
    }
  return lines.sort((a, b) => a.timestamp.localeCompare(b.timestamp))
}

function parse(text: string) {
  try {
    return Line.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** One line for people: `10:00:00.123   +12 ms  payment    Payment settled: PaymentFailed, FAILED, 3 ms`. */
function told(line: Line, before: Line | undefined) {
  const { timestamp, service, message, eventType, status, receiveCount = 1, durationMs, error, level } = line
  const since = before ? Date.parse(timestamp) - Date.parse(before.timestamp) : 0
  const more = [
    eventType,
    status,
    receiveCount > 1 && `receive ${receiveCount}`,
    durationMs !== undefined && `${durationMs} ms`,
    error && [error.name, error.message].filter(Boolean).join(': '),
  ].filter(Boolean)
  const mark = level === 'INFO' ? '' : `${level} `
  const text = `${mark}${message}${more.length > 0 ? `: ${more.join(', ')}` : ''}`
  const time = new Date(timestamp).toISOString().slice(11, 23)
  return printable(`${time}  ${`+${since} ms`.padStart(9)}  ${service.padEnd(10)} ${text}`)
}

await run(async () => {
  const [orderId] = process.argv.slice(2)
  if (!orderId) throw new Error('which order? npm run story -- ORD-...')
  const folder = path.join(dataFolder(), 'logs')
  const lines = await linesAbout(orderId, folder)
  if (lines.length === 0) throw new Error(`no line in ${folder} is about ${printable(orderId)}`)
  for (const [index, line] of lines.entries()) console.log(told(line, lines[index - 1]))
})
