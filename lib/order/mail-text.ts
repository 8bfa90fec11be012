import { deliveryLabel } from '../checkout/options'
import type { Mail } from '../mail/send-mail'
import { formatMoney } from '../money-format'
import type { OrderStatus, OrderView } from './order'

type Words = { subject: string; said: string }

const words: Partial<Record<OrderStatus, Words>> = {
  CONFIRMED: {
    subject: 'is confirmed',
    said: 'Thank you. Your order is confirmed: it is paid, and everything in it is set aside for you.',
  },
  PAYMENT_FAILED: {
    subject: 'could not be paid',
    said: 'The payment for your order did not go through. Nothing was charged, and nothing will be delivered. You can try another payment method.',
  },
  OUT_OF_STOCK: {
    subject: 'is out of stock',
    said: 'Something in your order sold out before we could set it aside. You pay nothing, and nothing will be delivered.',
  },
  REFUNDED: { subject: 'is refunded', said: 'Your order is refunded, and nothing will be delivered.' },
  CANCELLED: {
    subject: 'is cancelled',
    said: 'Your order is cancelled, as you asked. You pay nothing, and nothing will be delivered.',
  },
}

const cancelledByShop: Words = {
  subject: 'is cancelled',
  said: 'We had to cancel your order. You pay nothing, and nothing will be delivered.',
}

/**
 * What a mail says of an order that has ended; undefined of one that goes on. Nothing in it was typed by who ordered: anybody
 * may say any address, and must not have the shop write to it what they like.
 */
export function mailText(order: OrderView, link: string): Pick<Mail, 'subject' | 'text'> | undefined {
  const { orderId, status, settled, payment, cancellation } = order
  const told = cancellation?.by === 'shop' ? cancelledByShop : words[status]
  if (!settled || !told) return undefined
  const refunded = payment?.status === 'REFUNDED' ? ' What was charged is on its way back to you.' : ''
  const text = [
    told.said + refunded,
    `Order ${orderId}`,
    linesOf(order),
    `See it here, in the browser that you ordered with or signed in:\n${link}`,
  ]
  return { subject: `Your order ${orderId} ${told.subject}`, text: `${text.join('\n\n')}\n` }
}

/** Amounts one below the other. */
function linesOf({ items, delivery, totalPrice }: OrderView) {
  const rows = [
    ...items.map(({ productName, quantity, price }) => [`${quantity} x ${productName}`, quantity * price]),
    ...(delivery ? [[deliveryLabel(delivery.option), delivery.price]] : []),
    ['Total in US dollars', totalPrice],
  ] as [name: string, cents: number][]
  const amounts = rows.map(([, cents]) => formatMoney(cents))
  const [wide, high] = [rows.map(([name]) => name), amounts].map((texts) =>
    Math.max(...texts.map(({ length }) => length)),
  )
  return rows
    .map(([name], row) => `${name.padEnd(wide ?? 0)}  ${(amounts[row] ?? '').padStart(high ?? 0)}`)
    .join('\n')
}
