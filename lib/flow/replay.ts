import { type HistoryEntry, inOrder } from '../order/order'
import type { Flow } from './flow'

/** One copy of an event on its way, in milliseconds since the replay began. */
export type Hop = { queue: string; consumer: string; begins: number; ends: number }
export type ReplayStep = {
  what: string
  at: string
  /** Since the order's first event, as it was. */
  after: number
  by: string | undefined
  hops: Hop[]
}

/** A hop is shown for so long however quick it was: eyes are slower than queues. */
export const shortestHop = 1_400

/**
 * The events of an order as they came about, `speed` times as fast. A copy is on its way until the service that got it told what
 * it had decided; one that was not answered, for as long as the shortest. No service answers before it was reached.
 */
export function replayOf(flow: Flow, history: HistoryEntry[], speed: number): ReplayStep[] {
  const entries = inOrder(history.filter(({ at }) => at !== ''))
  const [first] = entries
  if (!first) return []
  const since = (at: string) => Date.parse(at) - Date.parse(first.at)
  const eventOf = (what: string) => flow.events.find(({ name }) => name === what)
  const reached = new Map<string, number>()
  return entries.map(({ what, at }, i) => {
    const event = eventOf(what)
    const begins = Math.max(since(at) / speed, reached.get(event?.by ?? '') ?? 0)
    const hops = (event?.to ?? []).flatMap((queue) => {
      const consumer = flow.functions.find((one) => one.queue === queue)?.name
      if (!consumer) return []
      const answer = entries.slice(i + 1).find((later) => eventOf(later.what)?.by === consumer)
      const ends = Math.round(Math.max(begins + shortestHop, answer ? since(answer.at) / speed : 0))
      reached.set(consumer, Math.max(ends, reached.get(consumer) ?? 0))
      return [{ queue, consumer, begins: Math.round(begins), ends }]
    })
    return { what, at, after: since(at), by: event?.by, hops }
  })
}

/** For as long as anything moves. */
export const lengthOf = (steps: ReplayStep[]) =>
  Math.max(0, ...steps.flatMap(({ hops }) => hops.map(({ ends }) => ends)))
