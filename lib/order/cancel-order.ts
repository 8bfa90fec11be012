import { type Publish, publish } from '../aws/bus'
import { patience } from '../aws/dynamo'
import type { Checkout } from '../checkout/checkout'
import { logOf, publishCancellation } from '../checkout/checkout-basket'
import { cancelCheckout, findCheckout, readCheckout } from '../checkout/store'
import { findOrder } from './find-orders'
import { type OrderStatus, whyNotCancelled } from './order'

type CancelRequest = {
  userName: string
  /** The guests that the shopper was. */
  linked?: readonly string[] | undefined
  orderId: string
}

export type Cancelled =
  | { ok: true; orderId: string; cancelledAt: string }
  | { ok: false; reason: 'unknown_order' | 'busy' }
  | { ok: false; reason: 'order_ended' | 'order_sent'; status: OrderStatus }

/**
 * Calls one of the shopper's own orders off while it is open, or confirmed and not yet sent: marks its Checkout, once,
 * and publishes OrderCancelled. For an order that is cancelled already the same answer and the same event again.
 */
export async function cancelOrder(
  { userName, linked = [], orderId }: CancelRequest,
  publishEvent: Publish = publish,
): Promise<Cancelled> {
  const again = patience()
  while (await again()) {
    // In this order: where the checkout is closed as read here, the order shows what it was closed as.
    const checkout = await findCheckout(orderId)
    const order = await findOrder([userName, ...linked], orderId)
    if (!order) return { ok: false, reason: 'unknown_order' }
    const { status, cancellation } = order
    if (cancellation) {
      // Another request may have marked it since it was read, and died before it told anybody.
      const marked = checkout?.cancelledAt ? checkout : await findCheckout(orderId)
      if (marked) await announce(marked, publishEvent)
      return { ok: true, orderId, cancelledAt: marked?.cancelledAt ?? cancellation.at }
    }
    const reason = whyNotCancelled(order)
    if (!checkout || reason) return { ok: false, reason: reason ?? 'order_ended', status }

    const marked = await cancelCheckout(checkout, new Date())
    if ('refused' in marked) continue
    const cancelled = readCheckout(marked.done.Attributes)
    if (!cancelled?.cancelledAt) throw new Error('A checkout that was cancelled cannot be read')
    logOf(cancelled).info('Order cancelled')
    await announce(cancelled, publishEvent)
    return { ok: true, orderId, cancelledAt: cancelled.cancelledAt }
  }
  return { ok: false, reason: 'busy' }
}

/** The cancellation is durable before this. A failed publish is no failed cancellation: the reconciler publishes later. */
export async function announce(checkout: Checkout, publishEvent: Publish) {
  if (checkout.open === undefined) return
  await publishCancellation(checkout, publishEvent).then(
    (eventId) => logOf(checkout).info('OrderCancelled published', { eventId }),
    (error) => logOf(checkout).error('OrderCancelled not published; the reconciler will', { error }),
  )
}
