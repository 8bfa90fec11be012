import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { outside } from './globals'
import { isRow } from './tables/row'
import type { Tables } from './world'

/** A DynamoDB that is really there, for the same simulation over HTTP. */
export function realTables(endpoint: string): Tables {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }),
    {
      marshallOptions: { removeUndefinedValues: true },
    },
  )
  const call = client.send.bind(client) as unknown as (command: object) => Promise<unknown>
  return {
    async send(command) {
      const output = await outside(() => call(command))
      return isRow(output) ? output : {}
    },
  }
}
