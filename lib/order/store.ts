import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { type Dates, findRow, newest, queryPages, unlessRefused } from '../aws/dynamo'
import { readRow } from '../aws/rows'
import { Contact, Delivery, OrderContents } from '../checkout/purchase'
import { LoggableError } from '../observe/loggable-error'
import { CancellationFact, HistoryEntry, InventoryFact, isPlaced, OrderRow, PaymentFact } from './order'

const TableName = () => Resource.OrderTable.name

type OrderKey = Pick<OrderRow, 'userName' | 'orderDate' | 'orderId'>

/** Without what of facts, delivery, contact and entries cannot be read; as many entries as there are. */
export const ReadableOrderRow = OrderRow.extend({
  delivery: Delivery.optional().catch(undefined),
  contact: Contact.optional().catch(undefined),
  payment: PaymentFact.optional().catch(undefined),
  inventory: InventoryFact.optional().catch(undefined),
  cancellation: CancellationFact.optional().catch(undefined),
  history: z.array(HistoryEntry.catch({ what: '', at: '' })).default([]),
})

const readOrderRow = (row: unknown) =>
  readRow<OrderRow>(OrderRow, row, {
    table: TableName(),
    namedBy: ['orderId', 'orderDate'],
    forgiving: ReadableOrderRow,
  })
const readOrderRows = (rows: unknown[]) => rows.flatMap((row) => readOrderRow(row) ?? [])

/** @throws ZodError where not even the forgiving schema fits: what is written next would follow from nothing */
const orderRowOf = (row: unknown): OrderRow => readOrderRow(row) ?? OrderRow.parse(row)

/** `of` is the attribute that is there once the fact is known, `over` its earlier statuses that give way to it. */
type Fact = { of: string; over?: readonly string[]; values: Record<string, unknown> }

/** What the order was placed with, written once. */
export const placeOrder = (key: OrderKey, contents: OrderContents, entry: HistoryEntry) =>
  writeFact(key, { of: 'totalPrice', values: z.encode(OrderContents, contents) }, entry)

/** Adds one fact in one write, moving forward only: the row as it then stands, also when it had the fact already. */
export async function writeFact(
  key: OrderKey,
  { of, over = [], values }: Fact,
  entry: HistoryEntry,
): Promise<OrderRow> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const earlier = over.map((status, index) => [`:earlier${index}`, status] as const)
  const absent = 'attribute_not_exists(#fact)'
  const givesWay = `#fact.#status IN (${earlier.map(([name]) => name).join(', ')})`
  const applied = await updateRow(key, entry, {
    set: given.map(([name]) => `#${name} = :${name}`),
    condition: earlier.length > 0 ? `(${absent} OR ${givesWay})` : absent,
    names: {
      ...Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
      ...(earlier.length > 0 && { '#status': 'status' }),
      '#fact': of,
    },
    values: Object.fromEntries([...given.map(([name, value]) => [`:${name}`, value]), ...earlier]),
  })
  return applied.written ? applied.row : appendHistory(key, applied.row, entry)
}

/** A fact that came after the one it led to (COMPLETED after REFUNDED) still belongs in the history, once. */
async function appendHistory(key: OrderKey, row: OrderRow, entry: HistoryEntry): Promise<OrderRow> {
  if (row.history.some(({ what }) => what === entry.what)) return row
  const added = await updateRow(key, entry, {
    condition: 'size(#history) = :seen',
    values: { ':seen': row.history.length },
  })
  return added.written ? added.row : appendHistory(key, added.row, entry)
}

type Update = {
  set?: string[]
  condition: string
  names?: Record<string, string>
  values: Record<string, unknown>
}

async function updateRow(key: OrderKey, entry: HistoryEntry, { set = [], condition, names, values }: Update) {
  const { userName, orderDate, orderId } = key
  const history = '#history = list_append(if_not_exists(#history, :none), :entry)'
  const written = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { userName, orderDate },
      UpdateExpression: `SET ${['orderId = :orderId', history, ...set].join(', ')}`,
      ConditionExpression: `(attribute_not_exists(orderId) OR orderId = :orderId) AND ${condition}`,
      ExpressionAttributeNames: { '#history': 'history', ...names },
      ExpressionAttributeValues: { ...values, ':orderId': orderId, ':entry': [entry], ':none': [] },
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  )
  if ('done' in written) return { written: true, row: orderRowOf(written.done.Attributes) }
  const row = orderRowOf(written.refused.row)
  if (row.orderId !== orderId)
    throw new LoggableError(`The row of ${orderId} belongs to ${row.orderId}: one shopper, one orderDate`)
  return { written: false, row }
}

/** Placed orders of one shopper, newest first. */
export const listOrderRows = (userName: string, page: Dates & { limit: number }) =>
  newest({ TableName: TableName() }, ['userName', userName], page, (rows) =>
    readOrderRows(rows).filter(isPlaced),
  )

/** Keys of all orders of one shopper, a page at a time, understood or not. */
export const orderKeys = (userName: string) =>
  queryPages({
    TableName: TableName(),
    KeyConditionExpression: 'userName = :userName',
    ExpressionAttributeValues: { ':userName': userName },
    ProjectionExpression: 'userName, orderDate, orderId',
    ConsistentRead: true,
  })

/** Takes away who bought; what was bought, and what became of it, stays. */
export const removeContact = ({ userName, orderDate, orderId }: OrderKey) =>
  unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { userName, orderDate },
      UpdateExpression: 'REMOVE contact',
      ConditionExpression: 'orderId = :orderId',
      ExpressionAttributeValues: { ':orderId': orderId },
    }),
  )

/** One end of an order that is to be mailed, and the message that asks for it. */
type Mailing = OrderKey & { status: string; id: string }

/**
 * Marks an order as mailed by one message: the row as it then stands, also for that message once more; undefined for
 * any other, and where there is no such order.
 */
export async function markMailed({ userName, orderDate, orderId, status, id }: Mailing) {
  const marked = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { userName, orderDate },
      UpdateExpression: 'SET #mark = :id',
      ConditionExpression: 'orderId = :orderId AND (attribute_not_exists(#mark) OR #mark = :id)',
      ExpressionAttributeNames: { '#mark': `mailed ${status}` },
      ExpressionAttributeValues: { ':id': id, ':orderId': orderId },
      ReturnValues: 'ALL_NEW',
    }),
  )
  return 'done' in marked ? readOrderRow(marked.done.Attributes) : undefined
}

/** `limit` rows are read at a time. */
type Window = { since: string; until: string; limit: number }

/**
 * An order by its id, where it is one of those from `since` to `until`, or of the first `limit` after that: between the
 * beginning of a basket and its checkout a shopper may have placed declined orders again.
 */
export async function findOrderById(userName: string, orderId: string, { since, until, limit }: Window) {
  const pages = queryPages({
    TableName: TableName(),
    KeyConditionExpression: 'userName = :userName AND orderDate >= :since',
    ExpressionAttributeValues: { ':userName': userName, ':since': since },
    ConsistentRead: true,
    Limit: limit,
  })
  let beyond = 0
  for await (const items of pages)
    for (const row of readOrderRows(items)) {
      if (row.orderId === orderId) return isPlaced(row) ? row : undefined
      if (row.orderDate > until && ++beyond === limit) return undefined
    }
  return undefined
}

export async function findOrderRow({ userName, orderDate }: Pick<OrderKey, 'userName' | 'orderDate'>) {
  const row = await findRow(TableName(), { userName, orderDate })
  return row && readOrderRow(row)
}
