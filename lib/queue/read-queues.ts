import { Resource } from 'sst'
import { countsOf } from '../aws/queue'
import { log } from '../observe/log'
import { pairsHere } from './pairs-here'
import {
  busDeadLetters,
  type Change,
  type Counts,
  type Pair,
  type QueueName,
  type QueueState,
  type QueuesState,
  totalOf,
} from './queue'

/** Every queue as it is now, each read by itself: one that cannot be read hides none of the others. */
export async function readQueues(now = Date.now()): Promise<QueuesState> {
  const [found, bus] = await Promise.all([
    Promise.all(pairsHere().map((pair) => readPair(pair, now))),
    readCounts(busDeadLetters),
  ])
  return { pairs: found, ...(bus && { bus }) }
}

async function readPair(pair: Pair, now: number): Promise<QueueState> {
  const [counts, dead] = await Promise.all([readCounts(pair.name), readCounts(pair.deadLetters)])
  const change = counts && changeSince(pair.name, totalOf(counts), now)
  return { ...pair, ...(counts && { counts }), ...(change && { change }), ...(dead && { dead }) }
}

const readCounts = (queue: QueueName): Promise<Counts | undefined> =>
  countsOf(Resource[queue].url).catch((error) => {
    log.error('Queue not read', { queue, error })
    return undefined
  })

type Look = { at: number; total: number }

/** The last looks of this process: the API of SQS tells how many there are, never how many came and went. */
const looks = new Map<QueueName, Look[]>()
const shortestMs = 2_000
const longestMs = 60_000

/** Against the newest look that is some seconds old: pages that are asked for at once would compare nothing. */
function changeSince(queue: QueueName, total: number, now: number): Change | undefined {
  const known = (looks.get(queue) ?? []).filter(({ at }) => now - at <= longestMs)
  const before = known.findLast(({ at }) => now - at >= shortestMs)
  const isOld = !known.some(({ at }) => now - at < shortestMs)
  looks.set(queue, isOld ? [...known, { at: now, total }] : known)
  if (!before) return undefined
  const seconds = (now - before.at) / 1000
  return { perSecond: (total - before.total) / seconds, seconds: Math.round(seconds) }
}
