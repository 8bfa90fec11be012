import * as z from 'zod'
import { Malformed } from '../aws/message'
import { fieldsAt } from '../field-errors'
import type { Fields } from '../observe/log'
import { reportOf } from '../observe/loggable-error'
import { countFailure } from './store'

const daysKept = 15
const longestText = 500
/** Whatever else stands as an id in a message is somebody's text. */
const ownId = /^[\w-]{1,64}$/

type Failed = { queue: string; messageId: string; ids: Fields; error: unknown }

/**
 * Keeps that a message has failed, for whoever looks for what goes wrong. Nothing follows from the row, so a write that
 * is lost or repeated costs a count and no message.
 */
export async function noteFailure({ queue, messageId, ids, error }: Failed, now = new Date()) {
  const { name, message, stack } = reportOf(error)
  const textOf = (value: unknown) => (value === undefined ? undefined : String(value).slice(0, longestText))
  const eventId = String(ids.eventId ?? '')
  await countFailure({
    id: ownId.test(eventId) ? eventId : messageId,
    service: process.env.POWERTOOLS_SERVICE_NAME ?? queue,
    queue,
    messageId,
    error: name,
    says: textOf(message),
    field: textOf(fieldsOf(error)?.join(', ') || undefined),
    place: textOf(stack?.[0]),
    orderId: textOf(ids.orderId),
    eventType: textOf(ids.eventType),
    traceId: textOf(ids.traceId),
    last: now.toISOString(),
    expiresAt: Math.floor(now.getTime() / 1000) + daysKept * 24 * 60 * 60,
  })
}

function fieldsOf(error: unknown) {
  if (error instanceof Malformed) return error.fields
  return error instanceof z.ZodError ? fieldsAt(error) : undefined
}
