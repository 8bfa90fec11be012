import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomOf } from '../chaos/globals'
import { requests } from './cases'
import { learn, newShopper } from './learn'
import { messages } from './messages'
import { changes, rowsOf, untilHandled } from './rows'
import { send } from './send'
import { unhandledIn } from './unhandled'

type Finding = { kind: string; status: number; ms: number; sent: string }
export type Report = {
  statuses: Record<string, Record<number, number>>
  /** Answers 5xx to what is not listed, cases that got none, and answers that say what they should not. */
  faults: Finding[]
  slow: Finding[]
  /** Rows that are not as they were; crashes and rejections that nobody handled. */
  damage: string[]
}

const slowMs = 1000
const atOnce = 4
const shareOfMessages = 0.1
const stack = /\n\s+at \S+.*:\d+:\d+/

type Shop = { url: string; data: string }

/** Sends `cases` hostile requests, events and messages to a shop on this machine, which was started by `watchedShop`. */
export async function attack(shop: Shop, options: { cases: number; seed: number }): Promise<Report> {
  const other = await newShopper(shop.url)
  const known = await learn(shop.url, other)
  await untilHandled(shop)
  const before = await rowsOf(shop)
  const secrets = Object.values(JSON.parse(readFileSync(join(shop.data, 'secrets.json'), 'utf8')) as object)

  const random = randomOf(String(options.seed))
  const next = requests(random, known)
  const tell = messages(shop, random, known)
  const report: Report = { statuses: {}, faults: [], slow: [], damage: [] }
  const slow: ReturnType<typeof next>[] = []

  async function ask(sent: ReturnType<typeof next>) {
    const { kind, listed, body, ...rest } = sent
    const { status, ms, text } = await send(shop.url, sent)
    const finding = { kind, status, ms, sent: JSON.stringify({ ...rest, body: String(body).slice(0, 300) }) }
    count(kind, status)
    const leaks =
      stack.test(text) ||
      [...secrets, other.cookie, other.userName].some((secret) => says(text, secret, sent))
    if (status === 0 || (status >= 500 && !listed) || leaks) report.faults.push(finding)
    if (ms > slowMs) slow.push(sent)
    return finding
  }
  function count(kind: string, status: number) {
    report.statuses[kind] ??= {}
    const counts = report.statuses[kind] ?? {}
    counts[status] = (counts[status] ?? 0) + 1
  }

  let left = options.cases
  const work = async () => {
    for (; left > 0; left--)
      if (random.chance(shareOfMessages)) {
        const { sent, status } = await tell()
        count('event or message', status)
        if (status === 0) report.faults.push({ kind: 'event or message', status, ms: 0, sent })
      } else await ask(next())
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  // What was slow because of its neighbours is not when it is alone.
  for (const sent of slow) {
    const again = await ask(sent)
    if (again.ms > slowMs) report.slow.push(again)
  }
  await untilHandled(shop)
  report.damage.push(...changes(before, await rowsOf(shop), other), ...unhandledIn(shop), ...crashesIn(shop))
  return report
}

/** An answer may repeat what it was sent. */
const says = (text: string, secret: string, sent: object) =>
  text.includes(secret) && !JSON.stringify(sent).includes(secret)

/** Functions that crashed, and messages that failed otherwise than by a refusal of ours. */
function crashesIn({ data }: Shop) {
  const logs = join(data, 'logs')
  const files = existsSync(logs) ? readdirSync(logs) : []
  const lines = files.flatMap((file) => readFileSync(join(logs, file), 'utf8').split('\n'))
  return lines.filter(
    (line) =>
      / crashed: |unhandledRejection|uncaughtException/.test(line) ||
      (line.includes('"message":"Message failed"') && !/"name":"(Malformed|LoggableError)"/.test(line)),
  )
}
