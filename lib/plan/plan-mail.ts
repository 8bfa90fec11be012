import { mailText } from '../order/mail-text'
import { isPlaced, viewOf } from '../order/order'
import type { MailMessage } from '../order/queue-mail'
import type { Plan } from './plan'
import { orderIn, type Rows } from './rows'

/** As lib/order/mail-order.ts: the first message about an end marks the order and is mailed. */
export function planMail({ id, detail }: MailMessage, { order: row }: Rows): Plan {
  const { userName, orderDate, orderId, status } = detail
  const mark = `mailed ${status}`
  if (row?.orderId !== orderId) return nothing('there is no such order')
  if (row[mark] !== undefined && row[mark] !== id) return nothing('it was mailed by another message')
  const changes: Plan['changes'] =
    row[mark] === id ? [] : [{ table: 'OrderTable', key: `${userName} ${orderDate}`, set: { [mark]: id } }]
  const order = orderIn(row)
  const view = order && isPlaced(order) ? viewOf(order) : undefined
  if (!view) return nothing('there is no such order', changes)
  if (!view.contact) return nothing('the order has no address', changes)
  if (!mailText(view, '') || view.status !== status) return nothing('the order has moved on', changes)
  const again = changes.length === 0 ? ' once more' : ''
  return { words: `will mail that it is ${status}${again}`, changes, publishes: [], mails: true }
}

const nothing = (why: string, changes: Plan['changes'] = []): Plan => ({
  words: `nothing: ${why}`,
  changes,
  publishes: [],
})
