import { randomUUID } from 'node:crypto'
import { Resource } from 'sst'
import * as z from 'zod'
import { sendMessage } from '../aws/queue'
import { isClosable } from '../checkout/store'
import { OrderId, TraceId, UserName } from '../ids'
import { sendsMail } from '../mail/sender'
import { type OrderRow, OrderView } from './order'

/** Asks for a mail that says how an order ended. Addressee and words are in the order: a queue holds neither. */
export const MailMessage = z.object({
  /** Its own: of two messages about one end one is mailed, however often that comes. */
  id: z.uuid(),
  /** When it was asked for. */
  time: z.iso.datetime(),
  detail: z.object({
    userName: UserName,
    orderDate: z.iso.datetime(),
    orderId: OrderId,
    status: OrderView.shape.status,
    traceId: TraceId.optional().catch(undefined),
  }),
})
export type MailMessage = z.infer<typeof MailMessage>

/** Whether its shopper can be told how it ended, and may not have been: its checkout is still to be closed. */
export const isToBeMailed = async ({ orderId, contact, cancellation }: OrderRow) =>
  sendsMail() && contact !== undefined && (await isClosable(orderId, cancellation !== undefined))

/** Queues the mail, so that nobody waits for it and as many are sent at once as SES takes. */
export const queueMail = (detail: MailMessage['detail'], now: Date) =>
  sendMessage(Resource.MailQueue.url, {
    id: randomUUID(),
    time: now.toISOString(),
    detail,
  } satisfies MailMessage)
