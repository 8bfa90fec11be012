import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { z } from 'zod'
import { Basket } from '../../lib/basket/basket'
import { Checkout } from '../../lib/checkout/checkout'
import { ReadableOrderRow } from '../../lib/order/store'
import { Payment } from '../../lib/payment/payment'
import { Reservation } from '../../lib/reservation/reservation'
import type { Tables } from './world'

const StockRow = z.object({ id: z.string(), availableStock: z.int() })

async function read<T extends z.ZodType>(
  tables: Tables,
  TableName: string,
  schema: T,
): Promise<z.output<T>[]> {
  const { Items } = await tables.send(new ScanCommand({ TableName, ConsistentRead: true }))
  return z.array(schema).parse(Items)
}

/** Every row of the shop as it stands at the end. */
export async function readRows(tables: Tables) {
  const [products, baskets, checkouts, orders, payments, reservations] = await Promise.all([
    read(tables, 'ProductTable', StockRow),
    read(tables, 'BasketTable', Basket),
    read(tables, 'CheckoutTable', Checkout),
    read(tables, 'OrderTable', ReadableOrderRow),
    read(tables, 'PaymentTable', Payment),
    read(tables, 'ReservationTable', Reservation),
  ])
  return { products, baskets, checkouts, orders, payments, reservations }
}

export type Rows = Awaited<ReturnType<typeof readRows>>

/** How many rows name each order; one of each, in a correct shop. */
export function byOrder<T extends { orderId: string }>(rows: readonly T[]) {
  const grouped = new Map<string, T[]>()
  for (const row of rows) grouped.set(row.orderId, [...(grouped.get(row.orderId) ?? []), row])
  return grouped
}
