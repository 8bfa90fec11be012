import * as z from 'zod'
import { answer, json, notFound } from '@/app/_server/http'
import { readOrder } from '@/app/_server/queries'
import { OrderView } from '@/lib/order/order'

export const GET = answer(async (_request, { params }: RouteContext<'/api/orders/[orderId]'>) => {
  const order = await readOrder((await params).orderId)
  return order ? json(z.encode(OrderView, order)) : notFound('You have no such order.')
})
