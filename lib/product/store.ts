import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { dynamo, scanPages } from '../aws/dynamo'
import { readRow, readRows } from '../aws/rows'
import { CatalogueEntry, Product } from './product'

const TableName = () => Resource.ProductTable.name
const place = () => ({ table: TableName(), namedBy: ['id'] })

/** What cannot be read is not sold: it is undefined here, and left out below. */
export async function findProduct(id: string) {
  const { Item } = await dynamo.send(new GetCommand({ TableName: TableName(), Key: { id } }))
  return Item && readRow(Product, Item, place())
}

const batchSize = 100 // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

/** The products that exist among `ids`, by id. */
export async function findProducts(ids: string[], { consistent = false } = {}) {
  const unique = [...new Set(ids)]
  const batches = Array.from({ length: Math.ceil(unique.length / batchSize) }, (_, index) =>
    unique.slice(index * batchSize, (index + 1) * batchSize),
  )
  const rows = await Promise.all(batches.map((batch) => getBatch(batch, consistent)))
  return new Map(rows.flat().map((product) => [product.id, product]))
}

async function getBatch(ids: string[], ConsistentRead: boolean): Promise<Product[]> {
  const products: Product[] = []
  let Keys: Record<string, unknown>[] = ids.map((id) => ({ id }))
  while (Keys.length > 0) {
    const { Responses, UnprocessedKeys } = await dynamo.send(
      new BatchGetCommand({ RequestItems: { [TableName()]: { Keys, ConsistentRead } } }),
    )
    products.push(...readRows(Product, Responses?.[TableName()] ?? [], place()))
    Keys = UnprocessedKeys?.[TableName()]?.Keys ?? []
  }
  return products
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
