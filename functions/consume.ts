import { setTimeout as wait } from 'node:timers/promises'
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { loggableIds, Malformed, parseMessage } from '../lib/aws/message'
import { backoffSeconds, retryAfter } from '../lib/aws/queue'
import { type EventOf, type EventType, type Listener, type TypeFor, typesFor } from '../lib/events'
import { noteFailure } from '../lib/failure/note-failure'
import { type Fields, type Log, logWith } from '../lib/observe/log'
import { LoggableError } from '../lib/observe/loggable-error'
import { type Measured, measure } from '../lib/observe/metrics'
import { OutOfTime, type TimeLeft, timeLeftOf } from '../lib/time-left'

/** What was done about a message, in the order in which it was done: one line of the log each. */
export type Done = readonly [Step, ...Step[]]
export type Step = { message: string; level?: keyof Log } & Pick<
  Fields,
  'status' | 'publishedType' | 'publishedId'
>

/**
 * A handler for a queue of EventBridge events: runs `handle` once a message, side by side, and reports exactly those that
 * failed: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html (ReportBatchItemFailures)
 *
 * @param listener whose events `lib/events.ts` names; any other event on its queue fails
 * @param handle must be idempotent: SQS delivers at least once. What it throws fails its own message
 * @throws BatchFailed where not one message succeeded, so that Lambda counts an error; SQS redelivers all the same
 */
export const consume = <L extends Listener>(
  listener: L,
  handle: (event: EventOf<TypeFor<L>>) => Promise<Done>,
) => consumeTogether(listener, (events) => events.map((event) => handle(event)))

/**
 * As `consume`, with the whole batch in hand.
 *
 * @param handle answers one promise an event, in the order given; each fails its own message only. What is not done when
 * `timeLeft` (milliseconds) is over is handed back, so that nobody waits for the whole visibility timeout
 */
export function consumeTogether<L extends Listener>(
  listener: L,
  handle: (events: EventOf<TypeFor<L>>[], timeLeft: TimeLeft) => Promise<Done>[],
) {
  const types = typesFor(listener)
  return consumeMessages((body) => parseMessage(types, body), handle)
}

/**
 * The same for a queue of other messages.
 *
 * @param parse throws Malformed where a body is none of them
 */
export function consumeMessages<M extends About>(
  parse: (body: string) => M,
  handle: (messages: M[], timeLeft: TimeLeft) => Promise<Done>[],
) {
  return async (
    { Records }: Pick<SQSEvent, 'Records'>,
    { awsRequestId, getRemainingTimeInMillis = timeLeftOf(usualMs) }: Invocation = {},
  ): Promise<SQSBatchResponse> => {
    const startedAt = Date.now()
    const began = performance.now()
    const took = () => Math.round(performance.now() - began)
    const messages = Records.map((record) => read(parse, record, awsRequestId))
    const timeLeft = () => getRemainingTimeInMillis() - reserveMs
    const contents = messages.flatMap(({ content }) => content ?? [])
    const handled = handle(contents, timeLeft).values()
    const time = timeOver(timeLeft)
    const results = await Promise.allSettled(
      messages.map(async ({ content, malformed, log }) => {
        if (!content) throw malformed
        const doing = handled.next().value
        if (!doing) throw new Error('The function left a message out')
        for (const { message, level = 'info', ...more } of await Promise.race([doing, time.over]))
          log[level](message, { ...more, durationMs: took() })
      }),
    )
    time.stop()
    const failed = messages.flatMap((message, index) => {
      const result = results[index]
      return result?.status === 'rejected' ? [{ ...message, error: result.reason }] : []
    })
    const reported = Promise.all(failed.map((failure) => report(failure, took())))
    await Promise.race([reported, wait(reportMs, undefined, { ref: false })])
    measure(measuresOf(messages, failed.length, startedAt))
    if (failed.length > 0 && failed.length === messages.length) throw new BatchFailed('No message succeeded')
    return { batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId })) }
  }
}

export class BatchFailed extends LoggableError {
  override name = 'BatchFailed'
}

/** What remains of the invocation, without the time that it takes to hand back what failed. */
const reserveMs = 2_000
const reportMs = 1_500
const usualMs = 10_000

type Invocation = Partial<Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>>

/** `over` rejects when the time is; `stop` lets go of the timer. */
function timeOver(timeLeft: TimeLeft) {
  const stopping = new AbortController()
  const over = wait(Math.max(0, timeLeft()), undefined, { signal: stopping.signal }).then((): never => {
    throw new OutOfTime('Handed back before the time of the function was over')
  })
  over.catch(() => {})
  return { over, stop: () => stopping.abort() }
}

type Message = { record: SQSRecord; receiveCount: number; ids: Fields; log: Log }
type Read<M> = Message & { content?: M; malformed?: unknown }
/** What is logged and measured of whatever a message holds; only events have a type and an id. */
type About = {
  type?: EventType
  eventId?: string
  time: string
  detail: { orderId: string; traceId?: string | undefined }
}

function read<M extends About>(parse: (body: string) => M, record: SQSRecord, requestId?: string): Read<M> {
  const { messageId, body, attributes } = record
  const receiveCount = Number(attributes.ApproximateReceiveCount)
  const logOf = (ids: Fields) => logWith({ ...ids, messageId, receiveCount, requestId })
  try {
    const content = parse(body)
    const { type: eventType, eventId, detail }: About = content
    const { orderId, traceId } = detail
    const ids = { orderId, traceId, eventType, eventId }
    return { record, receiveCount, content, ids, log: logOf(ids) }
  } catch (malformed) {
    const ids = loggableIds(body)
    return { record, receiveCount, malformed, ids, log: logOf(ids) }
  }
}

async function report(
  { record, receiveCount, ids, log, error }: Message & { error: unknown },
  durationMs: number,
) {
  const { messageId, receiptHandle, eventSourceARN } = record
  const queue = eventSourceARN.split(':').at(-1) ?? ''
  log.error('Message failed', { queue, durationMs, error })
  const delay = error instanceof Malformed ? 0 : backoffSeconds(receiveCount)
  await Promise.all([
    retryAfter(delay, queue, receiptHandle).catch((cause) =>
      log.warn('Message comes back after its visibility timeout', { queue, error: cause }),
    ),
    noteFailure({ queue, messageId, ids, error }).catch((cause) =>
      log.warn('Failure not kept', { queue, error: cause }),
    ),
  ])
}

function measuresOf(messages: Read<About>[], failed: number, startedAt: number): Measured {
  const contents = messages.flatMap(({ content }) => content ?? [])
  return {
    MessagesHandled: messages.length - failed,
    // A metric is paid for once it is written, so what should not happen is written when it does.
    MessagesFailed: failed || undefined,
    Malformed: messages.length - contents.length || undefined,
    Redelivered: messages.filter(({ receiveCount }) => receiveCount > 1).length || undefined,
    MessageAge: contents.map(({ time }) => Math.max(0, startedAt - Date.parse(time))),
  }
}
