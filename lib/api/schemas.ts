import * as z from 'zod'
import { sorts } from '../address'
import { WantedLines } from '../basket/basket'
import { Line, maxLines, WantedLine } from '../basket/line'
import { CheckedContact } from '../checkout/checked-contact'
import { CheckoutOptions } from '../checkout/checkout-options'
import { Shortage } from '../events'
import { CheckoutId, OrderId, UserName } from '../ids'
import { Money } from '../money'
import { defaultPage, largestPage, OrderView } from '../order/order'
import { Product } from '../product/product'

/** What the JSON API takes and answers. Routes parse by these; the OpenAPI document is made from them. */

const Dollars = z.coerce.number<string>().max(1_000_000_000)

export const CatalogueQuery = z
  .object({
    category: z.string().max(100).optional(),
    q: z.string().max(100).optional(),
    min: Dollars.min(0).pipe(Money).optional(),
    max: Dollars.min(0.01).pipe(Money).optional(),
    stock: z.enum(['in']).optional(),
    sort: z.enum(sorts).optional(),
    limit: z.coerce.number<string>().int().min(1).max(100).default(100),
    page: z.coerce.number<string>().int().min(1).max(10_000).default(1),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    path: ['max'],
    error: 'must not be below min',
  })

/** As long as an order's own date at most: it becomes part of a key. */
const Moment = z.iso.datetime().max(40)

export const OrdersQuery = z.object({
  limit: z.coerce.number<string>().int().min(1).max(largestPage).default(defaultPage),
  before: Moment.optional(),
  since: Moment.optional(),
})

export const BasketBody = z.object({ items: WantedLines })
/** The same as it is described: WantedLines first counts what it cannot read. */
export const DescribedBasketBody = z.object({ items: z.array(WantedLine).max(maxLines) })

export const CheckoutBody = CheckoutOptions.extend({
  contact: CheckedContact.optional(),
  checkoutId: CheckoutId.optional(),
  expectedTotal: Money.optional(),
})

export const Catalogue = z.object({
  products: z.array(Product),
  total: z.int().min(0),
  page: z.int().min(1),
  pages: z.int().min(0),
  corrected: z.string().optional(),
})

/** Who has no basket has an empty one without an id. */
export const BasketAnswer = z.object({
  userName: UserName.nullable(),
  checkoutId: CheckoutId.nullable(),
  items: z.array(Line).max(maxLines),
  totalPrice: Money,
})

export const CheckedOut = z.object({ orderId: OrderId, orderDate: z.iso.datetime(), totalPrice: Money })

/** The same however often it is asked. */
export const CancelledOrder = z.object({ orderId: OrderId, cancelledAt: z.iso.datetime() })

export const Orders = z.object({ orders: z.array(OrderView) })

const Outcome = z.enum(['ok', 'failed'])
export const Health = z.object({
  ok: z.boolean(),
  services: z.object({ dynamodb: Outcome, eventbridge: Outcome }),
})

/** Every code of a failure, and what it means. */
export const failureCodes = {
  basket_empty: 'There is nothing in your basket',
  busy: 'Others are changing the same basket; ask again when Retry-After has passed',
  incomplete: 'The body ended early',
  internal: 'A fault of the shop',
  invalid: 'A field is at fault; the message names it',
  not_found: 'There is none, or it is not yours',
  not_json: 'The body is not JSON',
  order_ended: 'It came to nothing by itself, or was refunded; there is nothing to cancel',
  order_sent: 'It is on its way and cannot be cancelled any more',
  out_of_stock: 'There is less in stock than the basket holds',
  refused:
    'Nothing of the shop sends such a request: a write from another site, or with a cookie and from nowhere, or an address, a cookie, a header or a body that is out of bounds',
  too_large: 'The body is larger than 64 KB',
  too_many: 'You asked too often; ask again when Retry-After has passed',
  total_changed: 'The total is not the expected one',
} as const
export type FailureCode = keyof typeof failureCodes
const codes = Object.keys(failureCodes) as FailureCode[]

const Explained = z.object({
  code: z.enum(codes).exclude(['total_changed', 'out_of_stock']),
  message: z.string().min(1),
})
export const Failure = z.object({
  error: z.discriminatedUnion('code', [
    Explained,
    Explained.extend({ code: z.literal('total_changed'), totalPrice: Money }),
    Explained.extend({ code: z.literal('out_of_stock'), shortages: z.array(Shortage).min(1) }),
  ]),
})
