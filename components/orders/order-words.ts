import type { OrderJson, OrderStatus } from '@/lib/order/order'

/** `landing` greets who comes from placing the order; `glad` where there is something to be glad about. */
type Words = {
  label: string
  note: string
  tone: string
  landing: { heading: string; next: string; glad?: boolean }
}

const calm = 'bg-calm-wash text-calm'
const warn = 'bg-warn-wash text-warn'

const thanks = { heading: 'Thank you', glad: true }
const settling = {
  ...thanks,
  next: 'We have your order. Next we set your things aside and take the payment: it takes a few seconds, and this page follows it by itself.',
}

export const statusWords: Record<OrderStatus, Words> = {
  PLACED: {
    label: 'Placed',
    note: 'We have your order and are checking stock and payment.',
    tone: calm,
    landing: settling,
  },
  PROCESSING: {
    label: 'Processing',
    note: 'Stock and payment are being settled.',
    tone: calm,
    landing: settling,
  },
  CONFIRMED: {
    label: 'Confirmed',
    note: 'Paid for and set aside for you.',
    tone: 'bg-good-wash text-good',
    landing: {
      ...thanks,
      next: 'Everything is paid for and set aside for you. Next it is packed: there is nothing more for you to do.',
    },
  },
  PAYMENT_FAILED: {
    label: 'Payment failed',
    note: 'The payment did not go through. Nothing was charged.',
    tone: 'bg-bad-wash text-bad',
    landing: {
      heading: 'Not paid yet',
      next: 'The payment was declined, and nothing was charged. What was set aside for you goes back on the shelf.',
    },
  },
  OUT_OF_STOCK: {
    label: 'Out of stock',
    note: 'Something sold out before we could set it aside. You pay nothing.',
    tone: warn,
    landing: {
      heading: 'Sold out',
      next: 'Something sold out before we could set it aside. You pay nothing, and the rest goes back on the shelf.',
    },
  },
  REFUNDED: {
    label: 'Refunded',
    note: 'The money is on its way back to you.',
    tone: warn,
    landing: {
      heading: 'Refunded',
      next: 'This order was called off after it was paid. The money is on its way back to you.',
    },
  },
  CANCELLED: {
    label: 'Cancelled',
    note: 'This order is cancelled. You pay nothing.',
    tone: warn,
    landing: {
      heading: 'Cancelled',
      next: 'This order is cancelled. You pay nothing, and what was set aside goes back on the shelf.',
    },
  },
}

/** In a list of orders; all are on the order's own page. */
export const linesShown = 4

export const shortIdOf = (orderId: string) => orderId.slice(-8)

export type StageState = 'done' | 'waiting' | 'failed' | 'undone'
type Stage = { title: string; state: StageState; at?: string | undefined }

type Staged = Pick<OrderJson, 'history' | 'orderDate' | 'status' | 'settled' | 'payment'>

const stage = (title: string, state: StageState, at?: string): Stage => ({ title, state, at })

/** An order's way in four stages, always four: a card keeps its height whatever happens. */
export function stagesOf({ history, orderDate, status, settled, payment }: Staged): Stage[] {
  const at = (what: string) => history.find((entry) => entry.what === what)?.at
  const after = (what: string, title: string, state: StageState) => at(what) && stage(title, state, at(what))

  const refunded = at('PaymentRefunded')
  const returned = at('StockReserved') && at('StockReleased')
  const last = history.at(-1)?.at
  return [
    stage('Placed', 'done', orderDate),
    after('StockReserved', 'Stock reserved', 'done') ||
      after('StockRejected', 'Out of stock', 'failed') ||
      after('StockReleased', 'Nothing set aside', 'undone') ||
      stage('Stock', 'waiting'),
    after('PaymentCompleted', 'Paid', 'done') ||
      (payment?.reason === 'out_of_stock' || payment?.reason === 'cancelled'
        ? after('PaymentFailed', 'Not charged', 'undone')
        : after('PaymentFailed', 'Payment failed', 'failed')) ||
      (refunded ? stage('Paid', 'done') : stage('Payment', 'waiting')),
    (status === 'CANCELLED' && cancellation(settled, refunded, last)) ||
      (refunded && returned && stage('Refunded, stock returned', 'undone', later(refunded, returned))) ||
      (refunded && stage('Refunded', 'undone', refunded)) ||
      (returned && stage('Stock returned', 'undone', returned)) ||
      (!settled && stage('Confirmation', 'waiting')) ||
      (status === 'CONFIRMED' ? stage('Confirmed', 'done', last) : stage('Cancelled', 'undone', last)),
  ]
}

const cancellation = (settled: boolean, refunded: string | undefined, last: string | undefined) =>
  settled
    ? stage(refunded ? 'Cancelled, refunded' : 'Cancelled', 'undone', last)
    : stage('Cancellation', 'waiting')

const later = (a: string, b: string) => (a > b ? a : b)
