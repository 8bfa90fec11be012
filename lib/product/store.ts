import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { dynamo, findRows, scanPages, type TransactItem, unlessRefused } from '../aws/dynamo'
import { readRow, readRows } from '../aws/rows'
import { CatalogueEntry, Product } from './product'

const TableName = () => Resource.ProductTable.name
const place = () => ({ table: TableName(), namedBy: ['id'] })

/** What cannot be read is not sold: it is undefined here, and left out below. */
export async function findProduct(id: string, { consistent: ConsistentRead = false } = {}) {
  const { Item } = await dynamo.send(new GetCommand({ TableName: TableName(), Key: { id }, ConsistentRead }))
  return Item && readRow(Product, Item, place())
}

/** The products that exist among `ids`, by id. */
export async function findProducts(ids: string[], { consistent = false } = {}) {
  const keys = [...new Set(ids)].map((id) => ({ id }))
  const rows = await findRows(TableName(), keys, { consistent })
  return new Map(readRows(Product, rows, place()).map((product) => [product.id, product]))
}

/** Everything that is in a category, in no order. The index carries no stock, so that stock is written once. */
export async function listEntries(): Promise<CatalogueEntry[]> {
  const entries: CatalogueEntry[] = []
  const pages = scanPages({
    TableName: TableName(),
    IndexName: 'byCategory',
    ProjectionExpression: 'id, #name, description, price, category',
    ExpressionAttributeNames: { '#name': 'name' },
  })
  for await (const items of pages) entries.push(...readRows(CatalogueEntry, items, place()))
  return entries
}

/** Sells a product that was not there; false where its id is another's. */
export async function addProduct(product: Product) {
  const added = await unlessRefused(
    new PutCommand({
      TableName: TableName(),
      Item: z.encode(Product, product),
      ConditionExpression: 'attribute_not_exists(id)',
    }),
  )
  return 'done' in added
}

/** All but the stock, which sales write at the same time. */
export const Change = Product.omit({ id: true, availableStock: true, lastRestocked: true }).partial()
export type Change = z.output<typeof Change>

/** Sets the given attributes of a product and no other; false where there is none. */
export async function changeProduct(id: string, change: Change) {
  const given = Object.entries(z.encode(Change, change))
  const changed = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { id },
      UpdateExpression: `SET ${given.map((_, index) => `#${index} = :${index}`).join(', ')}`,
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeNames: Object.fromEntries(given.map(([name], index) => [`#${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(given.map(([, value], index) => [`:${index}`, value])),
    }),
  )
  return 'done' in changed
}

/** Refused where there is no such product. */
export const addStock = (id: string, pieces: number, now = new Date()): TransactItem => ({
  Update: {
    TableName: TableName(),
    Key: { id },
    UpdateExpression: 'SET availableStock = availableStock + :pieces, lastRestocked = :now',
    ConditionExpression: 'attribute_type(availableStock, :number)',
    ExpressionAttributeValues: { ':pieces': pieces, ':now': now.toISOString(), ':number': 'N' },
  },
})
