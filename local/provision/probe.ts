import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { Table, Topology } from '../topology.ts'
import type { Known } from './known.ts'
import { MissingOperation } from './missing-operation.ts'

/** No row, message or event has it. */
const nobody = 'swoon-probe'

/** Any other answer, refusals included, shows that the operation is there. */
const isThere = (asked: Promise<unknown>) =>
  asked.catch((error: unknown) => {
    if (error instanceof MissingOperation) throw error
  })

async function isRefused(operation: string, { name }: Table, asked: Promise<unknown>) {
  const refused = await asked.then(
    () => false,
    (error: unknown) => {
      if (error instanceof MissingOperation) throw error
      return true
    },
  )
  if (!refused)
    throw new Error(`${operation} of ${name}: the server judges no conditions, which the shop needs`)
}

/**
 * Asks once for every operation on tables that the shop needs, in a way that changes nothing.
 *
 * @throws MissingOperation naming the first that the server lacks, and its tables; Error where conditions are not judged
 */
export async function probeTables(client: DynamoDBClient, tables: readonly Table[]) {
  const table = tables.find(({ indexes }) => indexes.length > 0)
  const IndexName = table?.indexes[0]?.name
  const hashKey = table?.indexes[0]?.hashKey
  if (!table || !IndexName || !hashKey) return
  const TableName = table.name
  const Key = keyOf(table)
  const ofNobody = {
    TableName,
    IndexName,
    KeyConditionExpression: '#key = :key',
    ExpressionAttributeNames: { '#key': hashKey },
    ExpressionAttributeValues: { ':key': { S: nobody } },
  }
  await isRefused('DeleteItem', table, client.send(new DeleteItemCommand({ ...existing(table), Key })))
  const TransactItems = tables.map((each) => ({ ConditionCheck: { ...existing(each), Key: keyOf(each) } }))
  await isRefused('TransactWriteItems', table, client.send(new TransactWriteItemsCommand({ TransactItems })))
  await Promise.all(
    [
      client.send(new GetItemCommand({ TableName, Key })),
      client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key] } } })),
      client.send(new QueryCommand(ofNobody)),
      client.send(new ScanCommand({ TableName, IndexName, Limit: 1 })),
      client.send(new PutItemCommand({ ...existing(table), Item: Key })),
      client.send(new UpdateItemCommand({ ...existing(table), Key })),
      client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ DeleteRequest: { Key } }] } })),
    ].map(isThere),
  )
}

const keyOf = ({ hashKey, rangeKey }: Table) =>
  Object.fromEntries([hashKey, ...(rangeKey ? [rangeKey] : [])].map((name) => [name, { S: nobody }]))

const existing = ({ name, hashKey }: Table) => ({
  TableName: name,
  ConditionExpression: 'attribute_exists(#hash)',
  ExpressionAttributeNames: { '#hash': hashKey },
})

/** As `probeTables`: what a function asks of its queue. Polling and deleting are the event source's. */
export async function probeQueues(client: SQSClient, [queue]: Topology['queues'], known: Known) {
  if (!queue) return
  const QueueUrl = known.get(`${queue.name}.url`)
  await isThere(
    client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: nobody, VisibilityTimeout: 0 }),
    ),
  )
}

/** As `probeTables`: publishes an event that no rule is for. */
export async function probeBus(client: EventBridgeClient, [bus]: Topology['buses']) {
  if (!bus) return
  const entry = { EventBusName: bus.name, Source: nobody, DetailType: nobody, Detail: '{}' }
  await isThere(client.send(new PutEventsCommand({ Entries: [entry] })))
}
