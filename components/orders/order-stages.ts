import type { HistoryEntry, OrderJson } from '@/lib/order/order'

export type StageState = 'done' | 'waiting' | 'failed' | 'undone'
type Stage = { title: string; state: StageState; at?: string | undefined }

type Staged = Pick<OrderJson, 'history' | 'orderDate' | 'status' | 'settled' | 'payment'>

/** An order's way in four stages, always four: a card keeps its height whatever happens. */
export function stagesOf(order: Staged): [Stage, Stage, Stage, Stage] {
  const at = (what: HistoryEntry['what']) => order.history.find((entry) => entry.what === what)?.at
  return [
    { title: 'Placed', state: 'done', at: order.orderDate },
    stock(at),
    payment(at, order),
    outcome(at, order),
  ]
}

type At = (what: HistoryEntry['what']) => string | undefined

function stock(at: At): Stage {
  if (at('StockReserved')) return { title: 'Stock reserved', state: 'done', at: at('StockReserved') }
  if (at('StockRejected')) return { title: 'Out of stock', state: 'failed', at: at('StockRejected') }
  if (at('StockReleased')) return { title: 'Nothing set aside', state: 'undone', at: at('StockReleased') }
  return { title: 'Stock', state: 'waiting' }
}

function payment(at: At, order: Staged): Stage {
  if (at('PaymentCompleted')) return { title: 'Paid', state: 'done', at: at('PaymentCompleted') }
  if (!at('PaymentFailed')) {
    return at('PaymentRefunded') ? { title: 'Paid', state: 'done' } : { title: 'Payment', state: 'waiting' }
  }
  return order.payment?.reason === 'out_of_stock'
    ? { title: 'Not charged', state: 'undone', at: at('PaymentFailed') }
    : { title: 'Payment failed', state: 'failed', at: at('PaymentFailed') }
}

function outcome(at: At, { history, status, settled }: Staged): Stage {
  const refunded = at('PaymentRefunded')
  const returned = at('StockReserved') && at('StockReleased')
  if (refunded && returned)
    return { title: 'Refunded, stock returned', state: 'undone', at: later(refunded, returned) }
  if (refunded) return { title: 'Refunded', state: 'undone', at: refunded }
  if (returned) return { title: 'Stock returned', state: 'undone', at: returned }
  if (!settled) return { title: 'Confirmation', state: 'waiting' }
  const last = history.at(-1)?.at
  return status === 'CONFIRMED'
    ? { title: 'Confirmed', state: 'done', at: last }
    : { title: 'Cancelled', state: 'undone', at: last }
}

const later = (a: string, b: string) => (a > b ? a : b)
