import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { startAws } from '../local/embedded'
import { closedLoop } from './closed-loop'

/**
 * What one call to the local DynamoDB takes, `node --import tsx bench/aws-calls.ts`: processor time of the caller through
 * the SDK and through lib/aws/dynamo, and how the time of a transaction grows with their number, with a ClientRequestToken
 * (the SDK adds one) and without.
 */
const calls = 6_000
const together = 8
const transactions = 3_000

const aws = await startAws()
Object.assign(process.env, aws.env)
const { dynamo, transact } = await import('../lib/aws/dynamo')
const TableName = Resource.AccountTable.name
const client = new DynamoDBClient()
const document = DynamoDBDocumentClient.from(client)
const get = () => new GetCommand({ TableName, Key: { userName: 'nobody' } })

async function processorMs(call: () => Promise<unknown>) {
  await closedLoop(calls / 3, together, call)
  const before = process.cpuUsage()
  await closedLoop(calls, together, call)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / calls
}

const write = (index: number) => [
  { Put: { TableName, Item: { userName: `a${index % 50}` } } },
  { Put: { TableName, Item: { userName: `b${index % 50}` } } },
]
const typed = (index: number) =>
  write(index).map(({ Put }) => ({ Put: { TableName, Item: { userName: { S: Put.Item.userName } } } }))

async function waited(call: (index: number) => Promise<unknown>) {
  const began = performance.now()
  for (let index = 0; index < transactions; index++) await call(index)
  return (performance.now() - began) / transactions
}

for (let run = 1; run <= 3; run++) {
  const sdk = await processorMs(() => document.send(get()))
  const direct = await processorMs(() => dynamo.send(get()))
  console.log(`GetItem, ms of processor time: SDK ${sdk.toFixed(2)}, lib/aws/dynamo ${direct.toFixed(2)}`)
}
for (let run = 1; run <= 3; run++) {
  const bare = await waited((index) => transact(write(index)))
  const withToken = await waited((index) =>
    client.send(new TransactWriteItemsCommand({ TransactItems: typed(index) })),
  )
  console.log(
    `transaction, ms, ${run * transactions} before it: with a token ${withToken.toFixed(2)}, without ${bare.toFixed(2)}`,
  )
}
await aws.close()
