import * as z from 'zod'
import type { Delivery } from './delivery.ts'
import { type Entry, envelopeOf } from './envelope.ts'
import { invalid, parseInput } from './errors.ts'
import type { Actions } from './json-server.ts'
import { compilePattern } from './pattern.ts'
import type { EventBus, Registry } from './registry.ts'

const Input = z.strictObject({
  Entries: z
    .array(
      z.strictObject({
        Source: z.string().optional(),
        DetailType: z.string().optional(),
        Detail: z.string().optional(),
        EventBusName: z.string().optional(),
        Time: z.number().optional(),
        Resources: z.array(z.string()).optional(),
        TraceHeader: z.string().optional(),
      }),
    )
    .min(1, 'Member must have length greater than or equal to 1')
    .max(10, 'Member must have length less than or equal to 10'),
})
type RequestEntry = z.output<typeof Input>['Entries'][number]

const TestInput = z.strictObject({ EventPattern: z.string(), Event: z.string() })

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const maxRequestBytes = 256 * 1024

const sizeOf = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: RequestEntry) =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (bytes, text) => bytes + Buffer.byteLength(text),
    Time ? 14 : 0,
  )

type Refused = { ErrorCode: string; ErrorMessage: string }
const refused = (ErrorCode: string, ErrorMessage: string): Refused => ({ ErrorCode, ErrorMessage })
const missing = (name: string) =>
  refused('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`)

function accept(entry: RequestEntry, { findBus }: Registry): { bus: EventBus; entry: Entry } | Refused {
  const { Source, DetailType, Detail, EventBusName } = entry
  if (!Source) return missing('Source')
  if (!DetailType) return missing('DetailType')
  if (!Detail) return missing('Detail')
  if (Source.startsWith('aws.'))
    return refused('NotAuthorizedForSourceException', 'Not authorized for the source.')
  const detail = parseDetail(Detail)
  if (!detail) return refused('MalformedDetail', 'Detail is malformed.')
  const bus = findBus(EventBusName)
  if (!bus) return refused('ResourceNotFoundException', `Event bus ${EventBusName} does not exist.`)
  return { bus, entry: { ...entry, Source, DetailType, Detail: detail } }
}

function parseDetail(text: string) {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/**
 * PutEvents answers once the events are accepted, and delivers them afterwards. One bad entry fails alone.
 * TestEventPattern uses the same patterns.
 */
export const eventActions = (registry: Registry, { deliver }: Delivery): Actions => ({
  PutEvents(input) {
    const { Entries: entries } = parseInput(Input, input)
    if (entries.reduce((bytes, entry) => bytes + sizeOf(entry), 0) > maxRequestBytes)
      throw invalid('Total size of the entries in the request is over the limit.')
    const Entries = entries.map((requested) => {
      const accepted = accept(requested, registry)
      if (!('bus' in accepted)) return accepted
      const envelope = envelopeOf(accepted.entry, registry)
      const rules = [...accepted.bus.rules.values()].filter((rule) => rule.enabled && rule.matches(envelope))
      deliver(envelope, rules)
      return { EventId: envelope.id }
    })
    return { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries }
  },
  TestEventPattern(input) {
    const { EventPattern, Event } = parseInput(TestInput, input)
    const matches = compilePattern(EventPattern)
    const event = parseDetail(Event)
    if (!event) throw invalid('Parameter Event is not valid. Reason: it is not a JSON object.')
    return { Result: matches(event) }
  },
})
