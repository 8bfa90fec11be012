import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { categories } from '../lib/product/categories'
import { Product } from '../lib/product/product'
import type { Shop } from './shop'

const batchSize = 25

/** More than any measurement sells. */
export const plenty = 1_000_000

/** A price, a name and a text as long as those of the seed catalogue. */
export const productAt = (index: number): Product =>
  Product.parse({
    id: `bench-${String(index).padStart(4, '0')}`,
    name: `Benchmark item ${index}`,
    description: 'One of many things that are made to be counted, weighed and bought by the hundred.',
    price: 5 + (index % 40) + 0.95,
    category: categories[index % categories.length],
    availableStock: plenty,
    reorderLevel: 10,
    lastRestocked: '2026-01-05T08:00:00.000Z',
    image: '/products/harbour-coat.webp',
  })

/** Puts `count` products beside those that the shop was seeded with. */
export async function stockProducts({ tables }: Shop, count: number): Promise<Product[]> {
  const products = Array.from({ length: count }, (_, index) => productAt(index))
  await writeAll(
    tables,
    products.map((product) => ({ table: 'ProductTable', item: z.encode(Product, product) })),
  )
  return products
}

export type Row = { table: string; item: Record<string, unknown> }

/** Writes rows in batches, several at a time. */
export async function writeAll(tables: Shop['tables'], rows: readonly Row[]) {
  const batches = Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, index) =>
    rows.slice(index * batchSize, (index + 1) * batchSize),
  )
  const write = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const RequestItems: Record<string, { PutRequest: { Item: Record<string, unknown> } }[]> = {}
      for (const { table, item } of batch) {
        const requests = RequestItems[table] ?? []
        requests.push({ PutRequest: { Item: item } })
        RequestItems[table] = requests
      }
      const { UnprocessedItems } = await tables.send(new BatchWriteCommand({ RequestItems }))
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('DynamoDB left rows unprocessed')
    }
  }
  await Promise.all(Array.from({ length: 4 }, write))
}
