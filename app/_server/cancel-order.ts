import 'server-only'
import { orderAddress } from '@/lib/address'
import { OrderId } from '@/lib/ids'
import { type Cancelled, cancelOrder } from '@/lib/order/cancel-order'
import type { OrderStatus } from '@/lib/order/order'
import { leadTo } from './lead-to'
import { refused } from './notice'
import { currentShopper, linkedTo } from './session'

type Refusal = Exclude<Cancelled, { ok: true }>

/** Cancels an order of this request's shopper. Who has no session has no orders either. */
export async function cancelOwnOrder(orderId: string): Promise<Cancelled> {
  const shopper = await currentShopper()
  if (!shopper || !OrderId.safeParse(orderId).success) return { ok: false, reason: 'unknown_order' }
  return cancelOrder({ userName: shopper.userName, linked: linkedTo(shopper), orderId })
}

const ended: Partial<Record<OrderStatus, string>> = {
  PAYMENT_FAILED: 'Its payment did not go through: there is nothing to cancel, and you pay nothing.',
  OUT_OF_STOCK: 'Something in it had sold out: there is nothing to cancel, and you pay nothing.',
  REFUNDED: 'It was refunded already: there is nothing left to cancel.',
}

export function cancelRefusal(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'unknown_order':
      return 'You have no such order.'
    case 'busy':
      return 'This order is being changed just now. Try again.'
    case 'order_sent':
      return 'This order is on its way already and cannot be cancelled any more. You can send it back.'
    case 'order_ended':
      return ended[refusal.status] ?? 'This order cannot be cancelled any more.'
  }
}

/** Cancels the order that a form names, and leads to it. */
export async function cancelOrderOf(form: FormData) {
  const cancelled = await cancelOwnOrder(String(form.get('orderId')))
  if (!cancelled.ok) return refused(cancelRefusal(cancelled))
  return leadTo(orderAddress(cancelled.orderId))
}
