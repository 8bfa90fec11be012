import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'

const Items = z.array(z.record(z.string(), z.unknown()))
const batchSize = 25
const attempts = 10

/**
 * Fills an empty table from a JSON file of rows.
 *
 * @param config where the table is
 * @returns how many rows were written; 0 when the table has any
 * @throws Error of one line when DynamoDB keeps refusing rows
 */
export async function seedTable(config: DynamoDBClientConfig, table: string, file: string) {
  const client = new DynamoDBClient(config)
  const dynamo = DynamoDBDocumentClient.from(client)
  try {
    const { Count } = await dynamo.send(new ScanCommand({ TableName: table, Limit: 1, ConsistentRead: true }))
    if (Count) return 0
    const items = Items.parse(JSON.parse(readFileSync(file, 'utf8')))
    for (let from = 0; from < items.length; from += batchSize)
      await write(dynamo, table, items.slice(from, from + batchSize))
    return items.length
  } finally {
    client.destroy()
  }
}

/** BatchWriteItem may leave rows undone and still answer 200: they come back as UnprocessedItems. */
async function write(dynamo: DynamoDBDocumentClient, table: string, items: z.output<typeof Items>) {
  let requests = items.map((Item) => ({ PutRequest: { Item } }))
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { UnprocessedItems } = await dynamo.send(
      new BatchWriteCommand({ RequestItems: { [table]: requests } }),
    )
    requests = (UnprocessedItems?.[table] ?? []) as typeof requests
    if (requests.length === 0) return
    await wait(Math.random() * 50 * 2 ** attempt)
  }
  throw new Error(`${table} could not be seeded: DynamoDB left ${requests.length} rows unprocessed`)
}
