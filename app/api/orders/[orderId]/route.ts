import { answer, json, notFound } from '@/app/_server/http'
import { readOrder } from '@/app/_server/queries'
import { orderJson } from '@/lib/order/order'

export const GET = answer(async (_request, { params }: RouteContext<'/api/orders/[orderId]'>) => {
  const order = await readOrder((await params).orderId)
  return order ? json(orderJson(order)) : notFound('You have no such order.')
})
