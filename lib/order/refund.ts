import type { Checkout } from '../checkout/checkout'
import { isPlaced, type OrderRow, type OrderStatus, outcomeOf } from './order'

/** Why the shop cannot refund an order. `gone`: its Checkout, by which it would be cancelled, is kept for 15 days alone. */
export type NoRefund =
  | { reason: 'unknown' | 'gone' | 'open' }
  | { reason: 'ended'; status: OrderStatus }
  | { reason: 'before'; at: string }

type Purchase = { checkout?: Checkout | undefined; order?: OrderRow | undefined; payment?: unknown }

/**
 * What stands in the way of a refund, of rows as they were read; undefined where nothing does. Unlike its shopper the shop may
 * cancel an order that counts as sent: whoever does it knows where the goods are.
 */
export function whyNotRefunded({ checkout, order, payment }: Purchase): NoRefund | undefined {
  if (!checkout) return { reason: order || payment ? 'gone' : 'unknown' }
  const { cancelledAt, cancelledBy, open } = checkout
  if (cancelledAt) return cancelledBy ? { reason: 'before', at: cancelledAt } : ended('CANCELLED')
  if (open !== undefined || !order || !isPlaced(order)) return { reason: 'open' }
  const { status } = outcomeOf(order)
  return status === 'CONFIRMED' ? undefined : ended(status)
}

const ended = (status: OrderStatus): NoRefund => ({ reason: 'ended', status })

const endings: Partial<Record<OrderStatus, string>> = {
  PAYMENT_FAILED: 'Its payment did not go through: there is nothing to refund.',
  OUT_OF_STOCK: 'There was no stock for it, and nothing that was paid is kept: there is nothing to refund.',
  REFUNDED: 'It is refunded already.',
  CANCELLED: 'Its shopper has cancelled it: what was paid and reserved goes back by itself.',
}

/** For an operator. */
export function refundObstacle(obstacle: NoRefund): string {
  switch (obstacle.reason) {
    case 'unknown':
      return 'There is no such order.'
    case 'gone':
      return 'Its Checkout is gone, which is kept for fifteen days once an order has settled, and by which it would be cancelled. Refund it at the payment provider, and put back in stock what has come back.'
    case 'open':
      return 'It has not settled yet, so nobody knows what there is to refund. Publish it again, and refund it once it is confirmed.'
    case 'ended':
      return endings[obstacle.status] ?? 'It has ended without a payment: there is nothing to refund.'
    case 'before':
      return `The shop has cancelled it, on ${obstacle.at.slice(0, 19).replace('T', ' at ')} UTC: its money and its stock go back once, by themselves.`
  }
}
