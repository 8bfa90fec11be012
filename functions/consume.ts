import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { Envelope, type EventOf, type EventType, events } from '../lib/events'
import { fieldErrors } from '../lib/field-errors'
import { log, reasonOf } from '../lib/log'
import { backoffSeconds, retryAfter } from '../lib/queue'

/** A message that no redelivery can mend: it goes through its receives without waiting, to the dead-letter queue. */
export class Malformed extends Error {
  override name = 'Malformed'
}

/**
 * A Lambda handler for a queue of EventBridge events: runs `handle` once per message, side by side, and reports exactly
 * the messages that failed, so that SQS redelivers only those. The event source mapping needs ReportBatchItemFailures:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 *
 * @param types the detail-types this function takes; any other on its queue is a failure, not ignored
 * @param handle must be idempotent: SQS delivers at least once; what it throws fails its own message only
 */
export const consume = <const T extends EventType>(
  types: readonly T[],
  handle: (event: EventOf<NoInfer<T>>) => Promise<unknown>,
) => consumeTogether(types, (events) => events.map((event) => handle(event)))

/**
 * As `consume`, for a function that does better with a whole batch in hand.
 *
 * @param handle answers one promise for each event, in the order given; each fails its own message only
 */
export function consumeTogether<const T extends EventType>(
  types: readonly T[],
  handle: (events: EventOf<NoInfer<T>>[]) => (Promise<unknown> | undefined)[],
) {
  return async ({ Records }: Pick<SQSEvent, 'Records'>): Promise<SQSBatchResponse> => {
    const read = await Promise.allSettled(Records.map(async ({ body }) => parse(types, body)))
    const events = read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const handled = handle(events).values()
    const results = await Promise.allSettled(
      read.map((result) =>
        result.status === 'fulfilled' ? handled.next().value : Promise.reject(result.reason),
      ),
    )
    const failed = Records.flatMap((record, index) => {
      const result = results[index]
      return result?.status === 'rejected' ? [{ record, reason: result.reason }] : []
    })
    await Promise.all(failed.map(({ record, reason }) => report(record, reason)))
    return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId })) }
  }
}

/** @throws Malformed naming every field at fault */
export function parse<T extends EventType>(types: readonly T[], body: string): EventOf<T> {
  const envelope = parseAs(Envelope, parseJson(body))
  const type = types.find((candidate) => candidate === envelope['detail-type'])
  if (!type) throw new Malformed(`detail-type: ${envelope['detail-type']} is not one of ${types.join(', ')}`)
  const { detail } = parseAs(z.object({ detail: events[type] as z.ZodType }), envelope)
  return { type, detail, eventId: envelope.id, time: envelope.time } as EventOf<T>
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new Malformed(`body: not JSON (${reasonOf(error)})`)
  }
}

function parseAs<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(input)
  if (!success) throw new Malformed(fieldErrors(error))
  return data
}

async function report({ messageId, receiptHandle, attributes, eventSourceARN }: SQSRecord, reason: unknown) {
  const receiveCount = Number(attributes.ApproximateReceiveCount)
  log.error('Message failed', { messageId, receiveCount, queue: eventSourceARN, reason: reasonOf(reason) })
  const delay = reason instanceof Malformed ? 0 : backoffSeconds(receiveCount)
  await retryAfter(delay, { queueArn: eventSourceARN, receiptHandle }).catch((error) =>
    log.warn('Message comes back after its visibility timeout', { messageId, reason: reasonOf(error) }),
  )
}
