import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { ScanCommand, TransactGetCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { batchesOf } from '../aws/batches'
import { dynamo, findRows } from '../aws/dynamo'
import { paymentIdOf } from '../ids'
import type { Cursor, Pass, Segment } from './cursor'
import type { PurchaseKey } from './reconciliation'
import { type Part, parts, type Raw, type RawRows } from './rows'

const tableOf = {
  orders: () => Resource.OrderTable.name,
  checkouts: () => Resource.CheckoutTable.name,
  payments: () => Resource.PaymentTable.name,
  reservations: () => Resource.ReservationTable.name,
  products: () => Resource.ProductTable.name,
} satisfies Record<Pass, () => string>

const passOf = {
  order: 'orders',
  payment: 'payments',
  reservation: 'reservations',
  checkout: 'checkouts',
} as const

/** Rows of one segment that one request reads. */
const rowsAtOnce = 200

type Columns = {
  ProjectionExpression?: string
  FilterExpression?: string
  ExpressionAttributeNames?: Record<string, string>
}

/**
 * The next rows of every segment, side by side, and where each goes on. This is the one place that scans tables: no key
 * leads to what is not where it should be.
 */
export async function scanOn({ pass, segments }: Cursor, columns: Columns = {}) {
  const pages = await Promise.all(
    segments.map(async (segment, index): Promise<{ rows: Raw[]; scanned: number; next: Segment }> => {
      if (segment === 'end') return { rows: [], scanned: 0, next: 'end' }
      const {
        Items = [],
        ScannedCount = 0,
        LastEvaluatedKey,
      } = await dynamo.send(
        new ScanCommand({
          TableName: tableOf[pass](),
          Segment: index,
          TotalSegments: segments.length,
          Limit: rowsAtOnce,
          ...(segment !== 'begin' && { ExclusiveStartKey: segment }),
          ...columns,
        }),
      )
      return { rows: Items, scanned: ScannedCount, next: (LastEvaluatedKey as Segment | undefined) ?? 'end' }
    }),
  )
  return {
    rows: pages.flatMap(({ rows }) => rows),
    scanned: pages.reduce((sum, { scanned }) => sum + scanned, 0),
    segments: pages.map(({ next }) => next),
  }
}

export type Key = Record<string, string>

/** Two requests' worth: what is asked for at once waits for each other, and a shop sells meanwhile. */
const keysAtOnce = 200

/** The rows of these keys that there are, in no order. */
export async function readAll(part: Part, keys: readonly Key[], columns?: string): Promise<Raw[]> {
  // The same key twice is refused, and damaged rows may name it.
  const unique = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()]
  const rows: Raw[] = []
  for (const batch of batchesOf(unique, keysAtOnce))
    rows.push(...(await findRows(tableOf[passOf[part]](), batch, { columns })))
  return rows
}

/** The four rows of one purchase as they stand at one moment. */
export async function readPurchase({
  orderId,
  paymentId,
  userName,
  orderDate,
}: PurchaseKey): Promise<RawRows> {
  const keys: Partial<Record<Part, Key>> = {
    ...(userName && orderDate && { order: { userName, orderDate } }),
    ...((paymentId || orderId) && { payment: { paymentId: paymentId ?? paymentIdOf(orderId ?? '') } }),
    ...(orderId && { reservation: { orderId }, checkout: { checkoutId: orderId } }),
  }
  const asked = parts.flatMap((part) => (keys[part] ? [{ part, Key: keys[part] }] : []))
  const { Responses = [] } = await dynamo.send(
    new TransactGetCommand({
      TransactItems: asked.map(({ part, Key }) => ({ Get: { TableName: tableOf[passOf[part]](), Key } })),
    }),
  )
  const rows: RawRows = Object.fromEntries(asked.map(({ part }, index) => [part, Responses[index]?.Item]))
  const named = rows.order?.orderId
  // Two purchases may claim one key; the row is of one of them.
  return typeof named === 'string' && orderId && named !== orderId ? { ...rows, order: undefined } : rows
}

/** How many rows the tables hold, as DynamoDB counted them last, up to six hours ago. */
export async function countRows() {
  const counts = await Promise.all(
    Object.values(tableOf).map(async (table) => {
      const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: table() }))
      return Table?.ItemCount ?? 0
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
