import type { PutEventsCommandInput, PutEventsCommandOutput } from '@aws-sdk/client-eventbridge'
import { bodyOf, envelopeOf } from '../../local/aws/envelope'
import { compilePattern } from '../../local/aws/pattern'
import type { Topology } from '../../local/topology'
import type { Agenda, History } from './actors'
import type { Weather } from './adversary'
import type { Random } from './globals'
import type { Queues } from './queue'

type Surroundings = {
  topology: Topology
  agenda: Agenda
  history: History
  queues: Queues
  random: Random
  weather: Weather
  delayMs: number
}

const place = { account: '000000000000', region: 'us-east-1' }
const longestDelayMs = 3_000
const mostDeliveries = 5

const resourceOf = (reference: string) => reference.slice(2, reference.indexOf('.'))

export type Bus = ReturnType<typeof createBus>

/** SwnEventBus with the rules of sst.config.ts. It may lose an event on its way to a queue, or deliver it again. */
export function createBus({ topology, agenda, history, queues, random, weather, delayMs }: Surroundings) {
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

  function put({
    Entries = [],
  }: PutEventsCommandInput): Pick<PutEventsCommandOutput, 'FailedEntryCount' | 'Entries'> {
    const results = Entries.map(({ Source = '', DetailType = '', Detail = '{}' }) => {
      const detail: Record<string, unknown> = JSON.parse(Detail)
      const label = `${DetailType} ${detail.orderId}`
      asked.add(label)
      if (weather.strikes('event rejected')) {
        history.note(`bus rejects ${label}`)
        return { ErrorCode: 'InternalFailure', ErrorMessage: 'rejected' }
      }
      accepted.add(label)
      const envelope = envelopeOf({ Source, DetailType, Detail: detail }, place)
      route(label, envelope)
      return { EventId: envelope.id }
    })
    return {
      FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
      Entries: results,
    }
  }

  function route(label: string, envelope: ReturnType<typeof envelopeOf>) {
    const body = bodyOf(envelope)
    for (const queue of routes.filter(({ matches }) => matches(envelope)).flatMap((route) => route.queues)) {
      if (weather.strikes('event lost')) {
        history.note(`bus loses ${label} to ${queue.name}`)
        continue
      }
      const deliveries = weather.strikes('event delivered again') ? random.between(2, mostDeliveries) : 1
      for (let delivery = 0; delivery < deliveries; delivery++) deliver(queue, { body, label })
    }
  }

  function deliver(queue: ReturnType<Queues['named']>, message: { body: string; label: string }) {
    const sent = generation
    underway++
    const delay = delayMs + (random.chance(0.8) ? random.below(50) : random.below(longestDelayMs))
    agenda.after(delay, () => {
      if (sent !== generation) return
      underway--
      queue.send(message)
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
