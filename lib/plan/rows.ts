import { Resource } from 'sst'
import * as z from 'zod'
import { findRows } from '../aws/dynamo'
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
export const readRows = async (message: Understood): Promise<Rows> =>
  (await readAllRows([message]))[0] ?? { products: {} }

/** The same for many messages: a call for each hundred rows of a table. */
export async function readAllRows(messages: readonly Understood[]): Promise<Rows[]> {
  const all = messages.map(rowsFor)
  const [orders, checkouts, reservations, payments] = await Promise.all([
    readTable(
      Resource.OrderTable.name,
      ['userName', 'orderDate'],
      all.map(({ order }) => order),
    ),
    readTable(
      Resource.CheckoutTable.name,
      ['checkoutId'],
      all.map(({ checkout }) => (checkout === undefined ? undefined : { checkoutId: checkout })),
    ),
    readTable(
      Resource.ReservationTable.name,
      ['orderId'],
      all.map(({ reservation }) => (reservation === undefined ? undefined : { orderId: reservation })),
    ),
    readTable(
      Resource.PaymentTable.name,
      ['paymentId'],
      all.map(({ payment }) => (payment === undefined ? undefined : { paymentId: payment })),
    ),
  ])
  const wanted = all.map(({ products = [] }, index) =>
    products === 'reserved'
      ? Held.parse(reservations[index]).lines.map(({ productId }) => productId)
      : products,
  )
  const ids = [...new Set(wanted.flat())].map((id) => ({ id }))
  const products = new Map<unknown, Row>()
  for (const row of await findRows(Resource.ProductTable.name, ids, { consistent: true }))
    products.set(row.id, row)
  return all.map((_, index) => {
    const [order, checkout, reservation, payment] = [orders, checkouts, reservations, payments].map(
      (rows) => rows[index],
    )
    return {
      ...(order && { order }),
      ...(checkout && { checkout }),
      ...(reservation && { reservation }),
      ...(payment && { payment }),
      products: Object.fromEntries(
        [...new Set(wanted[index])].flatMap((id) => {
          const row = products.get(id)
          return row ? [[id, row]] : []
        }),
      ),
    }
  })
}

/** The row of each key, in order, each read once. */
async function readTable(
  table: string,
  names: readonly string[],
  keys: readonly (Record<string, string> | undefined)[],
): Promise<(Row | undefined)[]> {
  const nameOf = (row: Row) => JSON.stringify(names.map((name) => row[name]))
  const distinct = new Map(keys.flatMap((key) => (key ? [[nameOf(key), key]] : [])))
  const rows = await findRows(table, [...distinct.values()], { consistent: true })
  const found = new Map(rows.map((row) => [nameOf(row), row]))
  return keys.map((key) => key && found.get(nameOf(key)))
}
