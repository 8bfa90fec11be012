import { answer, jsonUnlessKnown, parseQuery } from '@/app/_server/http'
import { readOrders } from '@/app/_server/queries'
import { OrdersQuery } from '@/lib/api/schemas'
import { orderJson } from '@/lib/order/order'
import { versionOf } from '@/lib/order/orders-version'

export const GET = answer(async (request) => {
  const orders = await readOrders(parseQuery(OrdersQuery, request))
  return jsonUnlessKnown(request, versionOf(orders), () => ({ orders: orders.map(orderJson) }))
})
