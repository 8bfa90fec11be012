import { cancelOwnOrder, cancelRefusal } from '@/app/_server/cancel-order'
import { answer, busy, failed, json, notFound } from '@/app/_server/http'

export const POST = answer(async (_request, { params }: RouteContext<'/api/orders/[orderId]/cancel'>) => {
  const cancelled = await cancelOwnOrder((await params).orderId)
  if (cancelled.ok) return json({ orderId: cancelled.orderId, cancelledAt: cancelled.cancelledAt })
  const message = cancelRefusal(cancelled)
  switch (cancelled.reason) {
    case 'unknown_order':
      return notFound(message)
    case 'busy':
      return busy(message)
    default:
      return failed(409, { code: cancelled.reason, message })
  }
})
