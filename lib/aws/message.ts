import * as z from 'zod'
import { Envelope, type EventOf, type EventType, events, eventTypes } from '../events'
import { fieldErrors, fieldsAt } from '../field-errors'
import { TraceId } from '../ids'
import type { Fields } from '../observe/log'
import { LoggableError } from '../observe/loggable-error'

/** A message that no redelivery can mend. It names the fields at fault, never what they held. */
export class Malformed extends LoggableError {
  override name = 'Malformed'
  /** Of an event those of its detail by their own names, which is what somebody has sent: EventBridge wraps it. */
  readonly fields: readonly string[]

  constructor(message: string, fields: readonly string[]) {
    super(message)
    this.fields = fields
  }
}

/** Made once: a schema is slow to make, and slow the first time it parses. */
const details = new Map(
  eventTypes.map((type) => [type, z.object({ detail: events[type].detail as z.ZodType })]),
)

/** What is in the body of a message of our own. @throws Malformed naming every field at fault */
export const parseBody = <S extends z.ZodType>(schema: S, body: string) => parseAs(schema, parseJson(body))

/** The event in the body of an SQS message that EventBridge sent. @throws Malformed naming every field at fault */
export function parseMessage<T extends EventType>(types: readonly T[], body: string): EventOf<T> {
  const envelope = parseAs(Envelope, parseJson(body))
  const type = types.find((candidate) => candidate === envelope['detail-type'])
  const schema = type && details.get(type)
  if (!schema) throw new Malformed(`detail-type: is not one of ${types.join(', ')}`, ['detail-type'])
  const { detail } = parseAs(schema, envelope)
  return { type, detail, eventId: envelope.id, time: envelope.time } as EventOf<T>
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Malformed('body: not JSON', ['body'])
  }
}

function parseAs<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(input)
  if (!success) {
    const fields = fieldsAt(error).map((field) => field.replace(/^detail\./, ''))
    throw new Malformed(fieldErrors(error), fields)
  }
  return data
}

const orNone = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined)
const OwnOrderId = z.string().regex(/^ORD-[0-9A-HJKMNP-TV-Z]{26}$/)

/** Ids in the form that we and AWS give them; nothing else gets from an unread message into the log. */
const LoggableIds = z.object({
  id: orNone(z.uuid()),
  'detail-type': orNone(z.enum(eventTypes)),
  detail: z.object({ orderId: orNone(OwnOrderId), traceId: orNone(TraceId) }).catch({}),
})

/** What of a malformed message may be logged. */
export function loggableIds(body: string): Fields {
  try {
    const { id, detail, 'detail-type': eventType } = LoggableIds.parse(JSON.parse(body))
    return { orderId: detail.orderId, traceId: detail.traceId, eventType, eventId: id }
  } catch {
    return {}
  }
}
