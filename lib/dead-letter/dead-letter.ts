import * as z from 'zod'

/** A message that its function gave up, as it waits in the dead-letter queue of `queue`. */
export const DeadLetter = z.object({
  messageId: z.string(),
  body: z.string(),
  /** By its function, and since then by whoever looked at it here: SQS lets nobody look without receiving. */
  receives: z.int(),
  sentAt: z.iso.datetime(),
  /** The queue that the bus could not reach. */
  target: z.string().optional(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

/** What is in its body, indented where it is JSON. */
export function payloadOf({ body }: Pick<DeadLetter, 'body'>) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
