import { parseBody } from '../lib/aws/message'
import { type Mailed, mailOrder } from '../lib/order/mail-order'
import { MailMessage } from '../lib/order/queue-mail'
import { consumeMessages, type Done, type Step } from './consume'

const said: Record<Mailed, Step> = {
  mailed: { message: 'Order mailed' },
  refused: { message: 'Order not mailed: its address is none', level: 'warn' },
  before: { message: 'Order not mailed: it was before, or is none' },
  'moved on': { message: 'Order not mailed: it has moved on' },
  'no address': { message: 'Order not mailed: it has no address' },
}

async function mail(message: MailMessage): Promise<Done> {
  return [{ ...said[await mailOrder(message)], status: message.detail.status }]
}

export const handler = consumeMessages(
  (body) => parseBody(MailMessage, body),
  (messages) => messages.map(mail),
)
