import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import { median } from './figures'

/** Prints the median time of one GetItem, in milliseconds. Which DynamoDB it is stands in the environment. */
const tables = DynamoDBDocumentClient.from(new DynamoDBClient())
const times: number[] = []
for (let index = -300; index < 1000; index++) {
  const began = performance.now()
  await tables.send(new GetCommand({ TableName: 'ProductTable', Key: { id: 'bench-0000' } }))
  if (index >= 0) times.push(performance.now() - began)
}
process.stdout.write(String(median(times)))
