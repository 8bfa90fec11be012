import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge'
import { bodyOf, envelopeOf } from '../../local/aws/envelope'
import { compilePattern } from '../../local/aws/pattern'
import type { Surroundings } from './actors'
import type { Queues } from './queue'

const place = { account: '000000000000', region: 'us-east-1' }
const longestDelayMs = 3_000
const mostDeliveries = 5

const resourceOf = (reference: string) => reference.slice(2, reference.indexOf('.'))

export type Bus = ReturnType<typeof createBus>

/** SwnEventBus with the rules of sst.config.ts. It may lose an event on its way to a queue, or deliver it again. */
export function createBus(
  { topology, agenda, history, random, weather }: Surroundings,
  queues: Queues,
  delayMs: number,
) {
  const routes = topology.rules.map(({ name, pattern }) => ({
    matches: compilePattern(pattern),
    queues: topology.targets
      .filter(({ rule }) => resourceOf(rule) === name)
      .map(({ arn }) => queues.named(resourceOf(arn))),
  }))
  /** `CheckoutBasket ORD-1`: events the bus was asked to take, and those that it took. */
  const asked = new Set<string>()
  const accepted = new Set<string>()
  let generation = 0
  let underway = 0

  function put({ Entries = [] }: PutEventsCommandInput) {
    const results = Entries.map(({ Source = '', DetailType = '', Detail = '{}' }) => {
      const detail: Record<string, unknown> = JSON.parse(Detail)
      const label = `${DetailType} ${detail.orderId}`
      asked.add(label)
      if (weather.strikes('event rejected')) {
        history.note(`bus rejects ${label}`)
        return { EventId: undefined, ErrorCode: 'InternalFailure', ErrorMessage: 'rejected' }
      }
      accepted.add(label)
      const envelope = envelopeOf({ Source, DetailType, Detail: detail }, place)
      route(label, envelope)
      return { EventId: envelope.id }
    })
    return { FailedEntryCount: results.filter(({ EventId }) => !EventId).length, Entries: results }
  }

  function route(label: string, envelope: ReturnType<typeof envelopeOf>) {
    const message = { body: bodyOf(envelope), label }
    for (const queue of routes.filter(({ matches }) => matches(envelope)).flatMap((route) => route.queues)) {
      if (weather.strikes('event lost')) {
        history.note(`bus loses ${label} to ${queue.name}`)
        continue
      }
      const deliveries = weather.strikes('event delivered again') ? random.between(2, mostDeliveries) : 1
      for (let delivery = 0; delivery < deliveries; delivery++) deliver(() => queue.send(message))
    }
  }

  function deliver(send: () => void) {
    const sent = generation
    underway++
    agenda.after(delayMs + (random.chance(0.8) ? random.below(50) : random.below(longestDelayMs)), () => {
      if (sent !== generation) return
      underway--
      send()
    })
  }

  return {
    put,
    asked,
    accepted,
    /** What is on its way to a queue is gone. */
    forget() {
      generation++
      underway = 0
    },
    isIdle: () => underway === 0,
  }
}
