import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { tablesOf } from '../../e2e/shop-process'
import type { Shopper } from './learn'
import { queues, queuesOf } from './messages'

const longestMs = 30_000

type Row = Record<string, unknown>
type Rows = Record<string, Row[]>
type Line = { productId: string; quantity: number }

/** Every row of every table. */
export async function rowsOf(shop: { data: string }): Promise<Rows> {
  const client = tablesOf(shop)
  const { TableNames = [] } = await (client as DynamoDBClient).send(new ListTablesCommand({}))
  const tables = TableNames.map(async (TableName) => {
    const rows: Row[] = []
    for (let from: Row | undefined, first = true; first || from; first = false) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey: from }),
      )
      rows.push(...Items)
      from = LastEvaluatedKey
    }
    return [TableName, rows] as const
  })
  return Object.fromEntries(await Promise.all(tables))
}

/** What should have stayed as it was: the rows of another shopper, and products but for what was bought of them. */
export function changes(before: Rows, after: Rows, { userName, orderId }: Shopper): string[] {
  const isTheirs = (row: Row) => [userName, orderId].some((id) => JSON.stringify(row).includes(id))
  const keptOf = (rows: Row[]) => rows.filter((row) => row.userName === userName).length
  return Object.entries(before)
    .flatMap(([table, rows]) => {
      const now = after[table] ?? []
      const held = table === 'ProductTable' ? [] : rows.filter(isTheirs)
      const lost = held.filter((row) => !now.some((other) => isDeepStrictEqual(row, other)))
      const added = keptOf(now) === keptOf(rows) ? [] : [`${table} has other rows of ${userName}`]
      return [...lost.map((row) => `${table} lost ${JSON.stringify(row)}`), ...added]
    })
    .concat(changedProducts(before, after))
}

/** In stock and reserved together, a product is as many as before. */
function changedProducts(before: Rows, after: Rows) {
  const all = (rows: Rows) =>
    (rows.ProductTable ?? []).map(({ availableStock, ...product }) => ({
      ...product,
      pieces: Number(availableStock) + reservedOf(rows, String(product.id)),
    }))
  const now = all(after)
  return all(before)
    .filter((product) => !now.some((other) => isDeepStrictEqual(product, other)))
    .map((product) => `ProductTable had ${JSON.stringify(product)}`)
}

const reservedOf = (rows: Rows, id: string) =>
  (rows.ReservationTable ?? [])
    .filter(({ status }) => status === 'RESERVED')
    .flatMap(({ lines }) => lines as Line[])
    .filter(({ productId }) => productId === id)
    .reduce((sum, { quantity }) => sum + quantity, 0)

/** Until every message has been handled, or has come to a dead-letter queue; at most as long as that takes on a busy machine. */
export async function untilHandled(shop: { data: string }) {
  const { sqs, url } = queuesOf(shop)
  const waiting = async () => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
    const counts = await Promise.all(
      queues.map(async (name) => {
        const { Attributes = {} } = await sqs.getQueueAttributes({
          QueueUrl: url(name),
          AttributeNames: [...AttributeNames],
        })
        return AttributeNames.reduce((sum, attribute) => sum + Number(Attributes[attribute]), 0)
      }),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }
  const deadline = performance.now() + longestMs
  for (let quiet = 0; quiet < 3 && performance.now() < deadline; await wait(100))
    quiet = (await waiting()) === 0 ? quiet + 1 : 0
}
