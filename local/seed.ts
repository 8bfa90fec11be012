import { readFileSync } from 'node:fs'
import { DynamoDB, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'

const Items = z.array(z.record(z.string(), z.unknown()))

/**
 * Fills an empty table, which is where `config` says, from a JSON file of rows.
 * @returns how many rows were written; 0 when the table has any
 */
export async function seedTable(config: DynamoDBClientConfig, TableName: string, file: string) {
  const dynamo = DynamoDBDocument.from(new DynamoDB(config))
  try {
    const { Count } = await dynamo.scan({ TableName, Limit: 1, ConsistentRead: true })
    if (Count) return 0
    const items = Items.parse(JSON.parse(readFileSync(file, 'utf8')))
    await Promise.all(items.map((Item) => dynamo.put({ TableName, Item })))
    return items.length
  } finally {
    dynamo.destroy()
  }
}
