import { z } from 'zod'
import { answer, jsonUnlessKnown, parseQuery } from '@/app/_server/http'
import { readOrders } from '@/app/_server/queries'
import { largestPage } from '@/lib/order/find-orders'
import { orderJson } from '@/lib/order/order'
import { versionOf } from '@/lib/order/orders-version'

/** As long as an order's own date at most: it becomes part of a key. */
const Moment = z.string().max(40).pipe(z.iso.datetime())

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(largestPage).optional(),
  before: Moment.optional(),
  since: Moment.optional(),
})

export const GET = answer(async (request) => {
  const orders = await readOrders(parseQuery(Page, request))
  return jsonUnlessKnown(request, versionOf(orders), () => ({ orders: orders.map(orderJson) }))
})
