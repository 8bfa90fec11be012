import { orderAddress } from '../address'
import { tryMail } from '../mail/send-mail'
import { shopSite } from '../mail/shop-site'
import { mailText } from './mail-text'
import { isPlaced, viewOf } from './order'
import type { MailMessage } from './queue-mail'
import { markMailed } from './store'

export type Mailed = 'mailed' | 'refused' | 'before' | 'moved on' | 'no address'

/**
 * Mails its shopper how an order ended, once an end, and again where it was killed before it could say so. One that has moved
 * on since will be mailed by the message for that.
 *
 * @throws what SES answers where it takes no mail just now
 */
export async function mailOrder({ id, detail }: MailMessage): Promise<Mailed> {
  const row = await markMailed({ ...detail, id })
  if (!row || !isPlaced(row)) return 'before'
  if (!row.contact) return 'no address'
  const order = viewOf(row)
  const mail = mailText(order, new URL(orderAddress(order.orderId), shopSite()).href)
  if (!mail || order.status !== detail.status) return 'moved on'
  return (await tryMail({ to: row.contact.email, ...mail })) ? 'mailed' : 'refused'
}
