import type { OrderStatus } from '@/lib/order/order'

type Words = { label: string; note: string; tone: string }

const calm = 'bg-calm-wash text-calm'
const warn = 'bg-warn-wash text-warn'

/** How each status is called, explained and coloured. */
export const statusWords: Record<OrderStatus, Words> = {
  PLACED: { label: 'Placed', note: 'We have your order and are checking stock and payment.', tone: calm },
  PROCESSING: { label: 'Processing', note: 'Stock and payment are being settled.', tone: calm },
  CONFIRMED: {
    label: 'Confirmed',
    note: 'Paid for and set aside for you.',
    tone: 'bg-good-wash text-good',
  },
  PAYMENT_FAILED: {
    label: 'Payment failed',
    note: 'The payment did not go through. Nothing was charged.',
    tone: 'bg-bad-wash text-bad',
  },
  OUT_OF_STOCK: {
    label: 'Out of stock',
    note: 'Something sold out before we could set it aside. You pay nothing.',
    tone: warn,
  },
  REFUNDED: { label: 'Refunded', note: 'The money is on its way back to you.', tone: warn },
}

/** In a list of orders; all are on the order's own page. */
export const linesShown = 4

export const shortIdOf = (orderId: string) => orderId.slice(-8)
