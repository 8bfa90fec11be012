import * as z from 'zod'
import { Line } from '../basket/line'
import { Envelope, type EventType, events, eventTypes, type Listener, Shortage, typesFor } from '../events'
import { eventExampleOf } from './examples'
import { jsonSchemasOf } from './json-schema'

/** The queue of each listener, and the function that takes from it. */
const consumers: Record<Listener, { queue: string; service: string }> = {
  order: { queue: 'OrderQueue', service: 'ordering' },
  inventory: { queue: 'InventoryQueue', service: 'inventory' },
  payment: { queue: 'PaymentQueue', service: 'payment' },
}
const listeners = Object.keys(consumers) as Listener[]

const meanings: Record<EventType, string> = {
  CheckoutBasket: 'A basket was checked out. Published again, the same, until the order is settled.',
  StockReserved: 'Every line was taken off the stock.',
  StockRejected: 'There was too little stock for a line; nothing was taken off.',
  PaymentCompleted: 'The payment was charged.',
  OrderCancelled:
    'The order was called off, by its shopper or by the shop. Published again, the same, until what was reserved and paid is given back.',
  PaymentFailed: 'Nothing was charged, and nothing will be.',
  PaymentRefunded: 'What was charged was given back.',
  StockReleased:
    'What was reserved was given back to the stock, or will never be taken off it. Without items where nothing was reserved.',
}

/** As EventBridge puts it on a queue: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
const envelopeOf = (type: EventType) =>
  Envelope.extend({
    version: z.literal('0'),
    id: z.uuid(),
    'detail-type': z.literal(type),
    source: z.literal(events[type].source),
    account: z.string().regex(/^\d{12}$/),
    region: z.string().min(1),
    resources: z.array(z.string()),
    detail: events[type].detail,
  })

const of = <T>(types: readonly EventType[], make: (type: EventType) => T): Record<string, T> =>
  Object.fromEntries(types.map((type) => [type, make(type)]))
const ref = (to: string) => ({ $ref: `#/${to}` })

const messageOf = (type: EventType) => ({
  name: type,
  title: events[type].title,
  summary: meanings[type],
  contentType: 'application/json',
  correlationId: ref('components/correlationIds/orderId'),
  payload: ref(`components/schemas/${type}`),
  examples: [{ name: type, payload: eventExampleOf(type) }],
})

export type Channel = { address: string; description: string; messages: Record<string, { $ref: string }> }
const channelOf = (address: string, description: string, types: readonly EventType[]): Channel => ({
  address,
  description,
  messages: of(types, (type) => ref(`components/messages/${type}`)),
})

const bus = 'SwnEventBus'
const channels: Record<string, Channel> = {
  [bus]: channelOf(bus, 'The event bus, on Amazon EventBridge.', eventTypes),
  ...Object.fromEntries(
    listeners.map((listener) => {
      const { queue, service } = consumers[listener]
      const description = `The queue of ${service}, on Amazon SQS; filled by rules on ${bus}.`
      return [queue, channelOf(queue, description, typesFor(listener))]
    }),
  ),
}

export type EventOperation = {
  action: 'send' | 'receive'
  channel: { $ref: string }
  summary: string
  messages: { $ref: string }[]
}
const operationOf = (
  action: EventOperation['action'],
  channel: string,
  summary: string,
  types: readonly EventType[],
): EventOperation => ({
  action,
  channel: ref(`channels/${channel}`),
  summary,
  messages: types.map((type) => ref(`channels/${channel}/messages/${type}`)),
})

const sources = [...new Set(eventTypes.map((type) => events[type].source))]
const operations: Record<string, EventOperation> = {
  ...Object.fromEntries(
    sources.map((source) => [
      `publish.${source}`,
      operationOf(
        'send',
        bus,
        `Published with the source ${source}`,
        eventTypes.filter((type) => events[type].source === source),
      ),
    ]),
  ),
  ...Object.fromEntries(
    listeners.map((listener) => {
      const { queue, service } = consumers[listener]
      return [`consume.${service}`, operationOf('receive', queue, `Taken by ${service}`, typesFor(listener))]
    }),
  ),
}

/** The events as AsyncAPI 3 describes them: https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
export const asyncapi = {
  asyncapi: '3.0.0',
  info: {
    title: 'Swoon',
    version: '1',
    description: [
      'What services tell each other.',
      'An event is delivered at least once and in any order; whoever takes one twice changes nothing the second time.',
      'Amounts are decimal US dollars, times are ISO 8601 in UTC.',
      'Addresses are the names of sst.config.ts; a stage puts its own before them.',
      'Fields may be added; fields that are not known here are not read.',
    ].join(' '),
    license: { name: 'MIT' },
  },
  defaultContentType: 'application/json',
  channels,
  operations,
  components: {
    messages: of(eventTypes, messageOf),
    correlationIds: {
      orderId: {
        description: 'One purchase, from its checkout to its end',
        location: '$message.payload#/detail/orderId',
      },
    },
    // AsyncAPI's own schemas are a superset of draft 7.
    schemas: jsonSchemasOf({ ...of(eventTypes, envelopeOf), Line, Shortage }, { target: 'draft-07' }),
  },
}
