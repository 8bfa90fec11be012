import * as z from 'zod'
import { sorts } from '../address'
import { WantedLines } from '../basket/basket'
import { Line, maxLines, WantedLine } from '../basket/line'
import { CheckoutOptions } from '../checkout/purchase'
import { Shortage } from '../events'
import { CheckoutId, OrderId, UserName } from '../ids'
import { Money } from '../money'
import { largestPage } from '../order/find-orders'
import { OrderView } from '../order/order'
import { Product } from '../product/product'

/** What the JSON API takes and answers. Routes parse by these; the OpenAPI document is made from them. */

export const CatalogueQuery = z.object({
  category: z.string().max(100).optional(),
  q: z.string().max(100).optional(),
  sort: z.enum(sorts).optional(),
  limit: z.coerce.number<string>().int().min(1).max(100).default(100),
  page: z.coerce.number<string>().int().min(1).max(10_000).default(1),
})

/** As long as an order's own date at most: it becomes part of a key. */
const Moment = z.string().max(40).pipe(z.iso.datetime())

export const OrdersQuery = z.object({
  limit: z.coerce.number<string>().int().min(1).max(largestPage).optional(),
  before: Moment.optional(),
  since: Moment.optional(),
})

export const BasketBody = z.object({ items: WantedLines })
/** The same as it is described: WantedLines first counts what it cannot read. */
export const DescribedBasketBody = z.object({ items: z.array(WantedLine).max(maxLines) })

export const CheckoutBody = CheckoutOptions.extend({
  checkoutId: CheckoutId.optional(),
  expectedTotal: Money.optional(),
})

export const Catalogue = z.object({
  products: z.array(Product),
  total: z.int().min(0),
  page: z.int().min(1),
  pages: z.int().min(0),
})

/** Who has no basket has an empty one without an id. */
export const BasketAnswer = z.object({
  userName: UserName.nullable(),
  checkoutId: CheckoutId.nullable(),
  items: z.array(Line).max(maxLines),
  totalPrice: Money,
})

export const CheckedOut = z.object({ orderId: OrderId, orderDate: z.iso.datetime(), totalPrice: Money })

export const Orders = z.object({ orders: z.array(OrderView) })

const Outcome = z.enum(['ok', 'failed'])
export const Health = z.object({
  ok: z.boolean(),
  services: z.object({ dynamodb: Outcome, eventbridge: Outcome }),
})

export const Failure = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** With total_changed. */
    totalPrice: Money.optional(),
    /** With out_of_stock. */
    shortages: z.array(Shortage).optional(),
  }),
})
