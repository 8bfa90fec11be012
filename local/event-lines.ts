import type { SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { events, isEventType } from '../lib/events.ts'
import { printable } from './log-lines.ts'

const Body = z.object({
  id: z.string(),
  source: z.string(),
  'detail-type': z.string(),
  detail: z.object({ orderId: z.string() }),
})

/** An event of the bus as one line tells it. */
type Told = { at: number; type: string; source: string; orderId: string; taken: string[] }

/** A line waits this long for the services that have not taken the event yet. */
const patienceMs = 1_000

const colours = { good: 32, bad: 31, warn: 33 } as const
const paint = (text: string, code: number) => `\u001b[${code}m${text}\u001b[0m`

/** `com.swn.basket.checkoutbasket` is published for `basket`. */
const publisherOf = (source: string) => source.split('.')[2] ?? source

const lasted = (ms: number) => (ms < 10_000 ? `${Math.max(0, ms)} ms` : `${Math.round(ms / 1000)} s`)

/** The event that a message carries; undefined for what is none of ours. `sentAt` in milliseconds since the epoch. */
export function eventIn(body: string, sentAt: number): ({ id: string } & Told) | undefined {
  try {
    const { id, source, 'detail-type': type, detail } = Body.parse(JSON.parse(body))
    return { id, at: sentAt, type, source, orderId: detail.orderId, taken: [] }
  } catch {
    return undefined
  }
}

/** `14:03:07.123  ORD-…  PaymentFailed    payment → ordering 8 ms, inventory 9 ms`; in UTC, as the log has it. */
export function lineOf({ at, type, source, orderId, taken }: Told, colour: boolean) {
  const time = new Date(at).toISOString().slice(11, 23)
  const name = printable(type).padEnd(16)
  const told = printable(`${publisherOf(source)} → ${taken.join(', ')}`)
  if (!colour) return `${time}  ${printable(orderId)}  ${name}  ${told}`
  const tone = isEventType(type) ? colours[events[type].tone] : 36
  return `${paint(time, 90)}  ${printable(orderId)}  ${paint(name, tone)}  ${told}`
}

/**
 * Tells of every event once all its listeners have taken it, or a second after the first one has: who published it, who
 * took it, and how long it waited in the queue of each.
 *
 * @param options.colour whether what reads the lines shows colours
 * @returns `took`, to be called with what a function is given; `close` tells what is still waited for
 */
export function createEventLines({ print, colour }: { print: (line: string) => void; colour: boolean }) {
  const waiting = new Map<string, Told & { timer: NodeJS.Timeout }>()

  function tell(id: string) {
    const told = waiting.get(id)
    if (!told) return
    clearTimeout(told.timer)
    waiting.delete(id)
    print(lineOf(told, colour))
  }

  return {
    took(name: string, records: readonly SQSRecord[]) {
      for (const { body, attributes } of records) {
        const event = eventIn(body, Number(attributes.SentTimestamp))
        if (!event) continue
        const told = waiting.get(event.id) ?? { ...event, timer: setTimeout(tell, patienceMs, event.id) }
        waiting.set(event.id, told)
        const receives = Number(attributes.ApproximateReceiveCount)
        const again = receives > 1 ? ` (receive ${receives})` : ''
        told.taken.push(`${name} ${lasted(Date.now() - event.at)}${again}`)
        const listeners = isEventType(event.type) ? events[event.type].listeners.length : 1
        if (told.taken.length >= listeners) tell(event.id)
      }
    },
    close() {
      for (const id of waiting.keys()) tell(id)
    },
  }
}
