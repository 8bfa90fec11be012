import { type EventType, events, eventTypes, type Listener } from '../events'
import { jsonSchemaOf } from './openapi'

/** The queue of each listener, and the function that takes from it. */
const consumers: Record<Listener, { queue: string; service: string }> = {
  order: { queue: 'OrderQueue', service: 'ordering' },
  inventory: { queue: 'InventoryQueue', service: 'inventory' },
  payment: { queue: 'PaymentQueue', service: 'payment' },
}

const message = (type: EventType) => ({
  name: type,
  title: events[type].title,
  contentType: 'application/json',
  payload: { $ref: `#/components/schemas/${type}` },
})

/** As EventBridge sends it on: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
const envelope = (type: EventType) => ({
  type: 'object',
  required: ['id', 'source', 'detail-type', 'time', 'detail'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    source: { const: events[type].source },
    'detail-type': { const: type },
    time: { type: 'string', format: 'date-time' },
    detail: jsonSchemaOf(events[type].detail),
  },
})

const of = <T>(make: (type: EventType) => T) =>
  Object.fromEntries(eventTypes.map((type) => [type, make(type)]))

const sources = [...new Set(eventTypes.map((type) => events[type].source))]
const onBus = (types: EventType[]) =>
  types.map((type) => ({ $ref: `#/channels/SwnEventBus/messages/${type}` }))
const listeners = Object.keys(consumers) as Listener[]
const takenBy = (listener: Listener) =>
  eventTypes.filter((type) => (events[type].listeners as readonly Listener[]).includes(listener))

/** The events as AsyncAPI 3 describes them: https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
export const asyncapi = {
  asyncapi: '3.0.0',
  info: {
    title: 'Swoon',
    version: '1',
    description:
      'What services tell each other. Delivery is at least once and in any order; whoever takes an event twice changes nothing the second time. Amounts are decimal US dollars.',
    license: { name: 'MIT' },
  },
  defaultContentType: 'application/json',
  channels: {
    SwnEventBus: {
      address: 'SwnEventBus',
      description: 'The event bus, Amazon EventBridge.',
      messages: of((type) => ({ $ref: `#/components/messages/${type}` })),
    },
    ...Object.fromEntries(
      listeners.map((listener) => [
        consumers[listener].queue,
        {
          address: consumers[listener].queue,
          description: 'Amazon SQS; filled by rules on SwnEventBus.',
          messages: Object.fromEntries(
            takenBy(listener).map((type) => [type, { $ref: `#/components/messages/${type}` }]),
          ),
        },
      ]),
    ),
  },
  operations: {
    ...Object.fromEntries(
      sources.map((source) => [
        `publish.${source}`,
        {
          action: 'send',
          channel: { $ref: '#/channels/SwnEventBus' },
          messages: onBus(eventTypes.filter((type) => events[type].source === source)),
        },
      ]),
    ),
    ...Object.fromEntries(
      listeners.map((listener) => {
        const { queue, service } = consumers[listener]
        return [
          `consume.${service}`,
          {
            action: 'receive',
            channel: { $ref: `#/channels/${queue}` },
            messages: takenBy(listener).map((type) => ({ $ref: `#/channels/${queue}/messages/${type}` })),
          },
        ]
      }),
    ),
  },
  components: { messages: of(message), schemas: of(envelope) },
}
