import { setTimeout as wait } from 'node:timers/promises'
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge'
import { Resource } from 'sst'
import * as z from 'zod'
import { type Detail, type EventType, events } from '../events'
import { LoggableError } from '../observe/loggable-error'
import { measure } from '../observe/metrics'
import { traceHeaderOf } from '../observe/trace'
import { clientConfig } from './client-config'

export const eventBridge = new EventBridgeClient({ ...clientConfig, cacheMiddleware: true })
const attempts = 3

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html, with room for all but the detail. */
const most = { entries: 10, detailBytes: 240 * 1024 }

export class PublishFailed extends LoggableError {
  override name = 'PublishFailed'
}

/**
 * Puts one event on SwnEventBus: the id that every copy of it carries, once EventBridge has accepted it.
 *
 * @param detail in cents; what is sent is in decimals
 * @throws ZodError when `detail` does not fit its schema, PublishFailed when it is rejected three times
 */
export type Publish = <T extends EventType>(type: T, detail: Detail<T>) => Promise<EventId>
type EventId = string | undefined

export const publish: Publish = (type, detail) => publishTogether()(type, detail)

type Settle = { accept: (id: EventId) => void; reject: (error: unknown) => void }
type Waiting = Settle & { entry: PutEventsRequestEntry }

/** As `publish`: what is published at once, or while a request is under way, travels in one; each fails alone. */
export function publishTogether(): Publish {
  const waiting: Waiting[] = []
  let sending = false

  async function sendAll() {
    while (waiting.length > 0) await put(nextBatch(waiting), 1)
    sending = false
  }

  return async (type, detail) => {
    const entry = {
      EventBusName: Resource.SwnEventBus.name,
      Source: events[type].source,
      DetailType: type,
      Detail: JSON.stringify(z.encode<z.ZodType>(events[type].detail, detail)),
      TraceHeader: traceHeaderOf(detail.traceId),
    }
    if (!sending) queueMicrotask(sendAll)
    sending = true
    return new Promise<EventId>((accept, reject) => waiting.push({ entry, accept, reject })).catch(
      (error) => {
        measure({ PublishFailed: 1 })
        throw error
      },
    )
  }
}

/** Takes as many off the front as one request may carry, at least one. */
function nextBatch(waiting: Waiting[]) {
  let bytes = 0
  const end = waiting.findIndex(({ entry: { Detail = '' } }, index) => {
    bytes += Buffer.byteLength(Detail)
    return index > 0 && (index === most.entries || bytes > most.detailBytes)
  })
  return waiting.splice(0, end < 0 ? waiting.length : end)
}

/**
 * PutEvents answers 200 even when it rejected entries: those are sent again, and nobody else waits for them.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
async function put(batch: Waiting[], attempt: number) {
  try {
    const answer = await eventBridge.send(new PutEventsCommand({ Entries: batch.map(({ entry }) => entry) }))
    const rejected: Waiting[] = []
    batch.forEach((one, at) => {
      const id = answer.Entries?.[at]?.EventId
      if (answer.FailedEntryCount && !id) rejected.push(one)
      else one.accept(id)
    })
    if (rejected.length > 0 && attempt < attempts)
      return void wait(Math.random() * 100 * 2 ** attempt).then(() => put(rejected, attempt + 1))
    const { ErrorCode } = answer.Entries?.find(({ EventId }) => !EventId) ?? {}
    for (const { entry, reject } of rejected)
      reject(new PublishFailed(`${entry.DetailType} rejected: ${ErrorCode}`))
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
