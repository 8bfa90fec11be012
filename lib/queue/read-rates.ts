import { Resource } from 'sst'
import { sumsOf } from '../aws/cloudwatch'
import { sendsMail } from '../mail/sender'
import { log } from '../observe/log'
import { busDeadLetters, mailPair, pairs, type QueueName, type Rates } from './queue'

const minutes = 5
const minuteMs = 60_000
/** Every metric that is asked for costs money, and none changes more often than each minute. */
const keptMs = 15_000

let last: { at: number; rates: Promise<Rates> } | undefined

/**
 * How many messages come to every queue, and how many its consumer has done with and deleted, each minute, over the last five:
 * `(await readRates()).OrderQueue?.in`. CloudWatch is a minute or two behind. A queue that it does not know of has none. What cannot
 * be read at all is empty. Dead letters that SQS moves by itself are counted nowhere.
 */
export function readRates(now = Date.now()): Promise<Rates> {
  if (!last || now - last.at > keptMs || now < last.at) last = { at: now, rates: askFor(now) }
  return last.rates
}

const counted = { in: 'NumberOfMessagesSent', out: 'NumberOfMessagesDeleted' } as const
const directions = ['in', 'out'] as const

async function askFor(now: number): Promise<Rates> {
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
  const from = Math.floor(now / minuteMs) * minuteMs - (minutes - 1) * minuteMs
  try {
    const sums = await sumsOf(asked, new Date(from), new Date(now))
    const rates: Rates = {}
    for (const [index, { name, direction }] of asked.entries()) {
      const { values = [] } = sums[index] ?? {}
      const sum = values.reduce((total, value) => total + value, 0)
      if (values.length > 0) rates[name] = { in: 0, out: 0, ...rates[name], [direction]: sum / minutes }
    }
    return rates
  } catch (error) {
    log.error('Rates not read', { error })
    last = undefined
    return {}
  }
}

/** As SQS knows it: SST adds to a queue's name. */
const deployedName = (name: QueueName) => Resource[name].url.split('/').at(-1) ?? name
