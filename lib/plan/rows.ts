import { Resource } from 'sst'
import * as z from 'zod'
import { findRow, findRows } from '../aws/dynamo'
import { paymentIdOf } from '../ids'
import { OrderRow } from '../order/order'
import { ReadableOrderRow } from '../order/store'
import type { Understood } from './understand'

/** A row as it stands in its table, whether it can be read or not. */
export type Row = Record<string, unknown>

export type Rows = {
  order?: Row
  checkout?: Row
  reservation?: Row
  payment?: Row
  products: Record<string, Row>
}

/** An order as its function reads it, and without what of it cannot be read. */
export const orderIn = (row: Row): OrderRow | undefined =>
  OrderRow.safeParse(row).data ?? ReadableOrderRow.safeParse(row).data

/** The keys of the rows that decide what a message does. */
export type RowKeys = {
  order?: { userName: string; orderDate: string }
  checkout?: string
  reservation?: string
  payment?: string
  /** Of a release: those that the reservation holds. */
  products?: string[] | 'reserved'
}

export function rowsFor(message: Understood): RowKeys {
  if ('malformed' in message) return {}
  const { userName, orderDate, orderId } = 'mail' in message ? message.mail.detail : message.event.detail
  const order = { userName, orderDate }
  if ('mail' in message) return { order }
  const { service, event } = message
  if (service === 'ordering') return { order, checkout: orderId }
  if (service === 'payment') return { payment: paymentIdOf(orderId) }
  const products =
    event.type === 'CheckoutBasket'
      ? [...new Set(event.detail.items.map(({ productId }) => productId))]
      : 'reserved'
  return { reservation: orderId, products }
}

const Held = z.object({ lines: z.array(z.object({ productId: z.string().min(1) })) }).catch({ lines: [] })

/** Reads them as they are now. Nothing is written, so what others do meanwhile is not seen. */
export async function readRows(message: Understood): Promise<Rows> {
  const keys = rowsFor(message)
  const [order, checkout, reservation, payment] = await Promise.all([
    keys.order && findRow(Resource.OrderTable.name, keys.order),
    keys.checkout && findRow(Resource.CheckoutTable.name, { checkoutId: keys.checkout }),
    keys.reservation && findRow(Resource.ReservationTable.name, { orderId: keys.reservation }),
    keys.payment && findRow(Resource.PaymentTable.name, { paymentId: keys.payment }),
  ])
  const ids =
    keys.products === 'reserved'
      ? Held.parse(reservation).lines.map(({ productId }) => productId)
      : (keys.products ?? [])
  const products = await findRows(
    Resource.ProductTable.name,
    [...new Set(ids)].map((id) => ({ id })),
    { consistent: true },
  )
  return {
    ...(order && { order }),
    ...(checkout && { checkout }),
    ...(reservation && { reservation }),
    ...(payment && { payment }),
    products: Object.fromEntries(products.map((row) => [row.id, row])),
  }
}
