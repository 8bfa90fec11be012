import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { batchesOf } from '../../lib/aws/batches'

const batchSize = 25

export type Row = { table: string; item: Record<string, unknown> }

/** Writes rows in batches, several at a time. */
export async function writeAll(tables: DynamoDBDocumentClient, rows: readonly Row[]) {
  const batches = batchesOf(rows, batchSize)
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
