import { randomUUID } from 'node:crypto'

export type Entry = {
  Source: string
  DetailType: string
  Detail: Record<string, unknown>
  /** Epoch seconds. */
  Time?: number
  Resources?: string[]
}

export type Envelope = ReturnType<typeof envelopeOf>

/** The event as rules see it: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export const envelopeOf = (entry: Entry, { account, region }: { account: string; region: string }) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': entry.DetailType,
  source: entry.Source,
  account,
  time: secondsOf(entry.Time ? new Date(entry.Time * 1000) : new Date()),
  region,
  resources: entry.Resources ?? [],
  detail: entry.Detail,
})

/** EventBridge stamps events to the second. */
const secondsOf = (time: Date) => `${time.toISOString().slice(0, 19)}Z`

/** JSON in ASCII: some SQS servers refuse characters outside the basic plane, and the text means the same. */
export const bodyOf = (envelope: Envelope) =>
  JSON.stringify(envelope).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
