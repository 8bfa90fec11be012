import { setTimeout as wait } from 'node:timers/promises'
import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge'
import { Resource } from 'sst'
import * as z from 'zod'
import { type Detail, type EventType, events, sources } from './events'
import { httpHandler } from './http-handler'
import { LoggableError } from './loggable-error'
import { measure } from './metrics'
import { traceHeaderOf } from './trace'

const eventBridge = new EventBridgeClient({ requestHandler: httpHandler })
const attempts = 3

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
export async function publish<T extends EventType>(type: T, detail: Detail<T>) {
  const entry = {
    EventBusName: Resource.SwnEventBus.name,
    Source: sources[type],
    DetailType: type,
    Detail: JSON.stringify(z.encode<z.ZodType>(events[type], detail)),
    TraceHeader: traceHeaderOf(detail.traceId),
  }
  try {
    return await putEntry(entry)
  } catch (error) {
    measure({ PublishFailed: 1 })
    throw error
  }
}

async function putEntry(entry: PutEventsRequestEntry) {
  let rejected: PutEventsResultEntry | undefined
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { FailedEntryCount, Entries } = await eventBridge.send(new PutEventsCommand({ Entries: [entry] }))
    if (!FailedEntryCount) return Entries?.[0]?.EventId
    rejected = Entries?.[0]
    await wait(Math.random() * 50 * 2 ** attempt)
  }
  throw new PublishFailed(`${entry.DetailType} rejected: ${rejected?.ErrorCode}`)
}
