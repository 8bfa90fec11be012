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
 * Puts one event on SwnEventBus and returns when EventBridge has accepted it.
 *
 * PutEvents answers 200 even when it rejected an entry, so FailedEntryCount is read and rejected entries are sent
 * again: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 *
 * @param detail in cents; encoded to decimals by the schema of its detail-type
 * @throws ZodError when `detail` does not fit its schema
 * @returns the id that every copy of the event carries
 * @throws PublishFailed when the entry is still rejected after three attempts
 */
export type Publish = <T extends EventType>(type: T, detail: Detail<T>) => Promise<EventId>
type EventId = string | undefined

export const publish: Publish = (type, detail) => publishTogether()(type, detail)

type Waiting = {
  entry: PutEventsRequestEntry
  accept: (id: EventId) => void
  reject: (error: unknown) => void
}

/**
 * A `publish` for work that is done side by side: events that are published at once, or while an earlier request is
 * under way, travel in one. Each still fails alone.
 */
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
    const accepted = new Promise<EventId>((accept, reject) => waiting.push({ entry, accept, reject }))
    if (!sending) queueMicrotask(sendAll)
    sending = true
    try {
      return await accepted
    } catch (error) {
      measure({ PublishFailed: 1 })
      throw error
    }
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

async function put(batch: Waiting[], attempt: number) {
  try {
    const answer = await eventBridge.send(new PutEventsCommand({ Entries: batch.map(({ entry }) => entry) }))
    const rejected: Waiting[] = []
    batch.forEach((one, at) => {
      const id = answer.Entries?.[at]?.EventId
      if (answer.FailedEntryCount && !id) rejected.push(one)
      else one.accept(id)
    })
    if (rejected.length > 0 && attempt < attempts) return void putLater(rejected, attempt + 1)
    const { ErrorCode } = answer.Entries?.find(({ EventId }) => !EventId) ?? {}
    for (const { entry, reject } of rejected)
      reject(new PublishFailed(`${entry.DetailType} rejected: ${ErrorCode}`))
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}

/** Nothing waits for this but those that were rejected. */
async function putLater(rejected: Waiting[], attempt: number) {
  await wait(Math.random() * 50 * 2 ** attempt)
  await put(rejected, attempt)
}
