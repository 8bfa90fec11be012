import { Resource } from 'sst'
import { sumsOf } from '../aws/cloudwatch'
import { sendsMail } from '../mail/sender'
import { log } from '../observe/log'
import {
  busDeadLetters,
  type LastHour,
  type Moved,
  mailPair,
  pairs,
  type QueueName,
  type Rates,
} from './queue'

const minuteMs = 60_000
const hourMinutes = 60
/** What a rate is of. */
const rateMinutes = 5
/** Every metric that is asked for costs money, and none changes more often than each minute. */
const keptMs = 15_000

/** A minute of which CloudWatch knows nothing has neither. */
type Known = Partial<Record<QueueName, Partial<Moved>[]>>

let last: { at: number; known: Promise<Known> } | undefined

/**
 * How many messages come to every queue, and how many its consumer has done with and deleted, each minute, over the last five:
 * `(await readRates()).OrderQueue?.in`. CloudWatch is a minute or two behind. A queue that it does not know of has none. What cannot
 * be read at all is empty. Dead letters that SQS moves by itself are counted nowhere.
 */
export async function readRates(now = Date.now()): Promise<Rates> {
  const rates: Rates = {}
  for (const [name, minutes] of namesAnd(await lookUp(now))) {
    const latest = minutes.slice(-rateMinutes)
    const sumOf = (direction: keyof Moved) =>
      latest.reduce((total, minute) => total + (minute[direction] ?? 0), 0)
    if (latest.some((minute) => Object.keys(minute).length > 0))
      rates[name] = { in: sumOf('in') / rateMinutes, out: sumOf('out') / rateMinutes }
  }
  return rates
}

/** The same minute by minute, of the queues that CloudWatch has known of within the last hour. */
export async function readLastHour(now = Date.now()): Promise<LastHour> {
  const hour: LastHour = {}
  for (const [name, minutes] of namesAnd(await lookUp(now)))
    hour[name] = minutes.map((minute) => ({ in: 0, out: 0, ...minute }))
  return hour
}

const namesAnd = (known: Known) => Object.entries(known) as [QueueName, Partial<Moved>[]][]

function lookUp(now: number): Promise<Known> {
  if (!last || now - last.at > keptMs || now < last.at) last = { at: now, known: askFor(now) }
  return last.known
}

const counted = { in: 'NumberOfMessagesSent', out: 'NumberOfMessagesDeleted' } as const
const directions = ['in', 'out'] as const

async function askFor(now: number): Promise<Known> {
  const known = sendsMail() ? [...pairs, mailPair] : pairs
  const names: QueueName[] = [
    ...known.flatMap(({ name, deadLetters }) => [name, deadLetters] as QueueName[]),
    busDeadLetters,
  ]
  const asked = names.flatMap((name) =>
    directions.map((direction) => ({
      ...{ name, direction, metric: counted[direction] },
      queue: deployedName(name),
    })),
  )
  const from = Math.floor(now / minuteMs) * minuteMs - (hourMinutes - 1) * minuteMs
  try {
    const hour: Known = {}
    for (const { name, direction, minutes } of await sumsOf(asked, new Date(from), new Date(now))) {
      if (minutes.length === 0) continue
      const all = hour[name] ?? Array.from({ length: hourMinutes }, () => ({}))
      hour[name] = all
      for (const { at, value } of minutes)
        Object.assign(all[(at - from) / minuteMs] ?? {}, { [direction]: value })
    }
    return hour
  } catch (error) {
    log.error('Rates not read', { error })
    last = undefined
    return {}
  }
}

/** As SQS knows it: SST adds to a queue's name. */
const deployedName = (name: QueueName) => Resource[name].url.split('/').at(-1) ?? name
