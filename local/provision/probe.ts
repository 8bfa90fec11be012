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
import type { Table } from '../topology.ts'
import { MissingOperation } from './missing-operation.ts'

/** No row, message or event has it. */
const nobody = 'swoon-probe'

/** Whether it was answered. A refusal shows as well that the operation is there. */
const isAnswered = (asked: Promise<unknown>) =>
  asked.then(
    () => true,
    (error: unknown) => {
      if (error instanceof MissingOperation) throw error
      return false
    },
  )

/**
 * Asks once for every operation on tables that the shop needs, in a way that changes nothing.
 *
 * @throws MissingOperation naming the first that the server lacks, and its tables; Error where conditions are not judged
 */
export async function probeTables(client: DynamoDBClient, tables: readonly Table[]) {
  const table = tables.find(({ indexes }) => indexes.length > 0)
  const [index] = table?.indexes ?? []
  if (!table || !index) return
  const ofNobody = { TableName: table.name, Key: keyOf(table) }
  const ifThere = conditionOf(table)
  const checks = tables.map((each) => ({ ConditionCheck: { ...conditionOf(each), Key: keyOf(each) } }))
  const [isDeleted, isWritten] = await Promise.all([
    isAnswered(client.send(new DeleteItemCommand({ ...ifThere, Key: ofNobody.Key }))),
    isAnswered(client.send(new TransactWriteItemsCommand({ TransactItems: checks }))),
  ])
  if (isDeleted || isWritten)
    throw new Error(`table ${table.name}: the server judges no conditions, which the shop needs`)
  await Promise.all(
    [
      client.send(new GetItemCommand(ofNobody)),
      client.send(new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: [ofNobody.Key] } } })),
      client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: index.name,
          KeyConditionExpression: '#key = :key',
          ExpressionAttributeNames: { '#key': index.hashKey },
          ExpressionAttributeValues: { ':key': { S: nobody } },
        }),
      ),
      client.send(new ScanCommand({ TableName: table.name, IndexName: index.name, Limit: 1 })),
      client.send(new PutItemCommand({ ...ifThere, Item: ofNobody.Key })),
      client.send(new UpdateItemCommand({ ...ifThere, Key: ofNobody.Key })),
      client.send(
        new BatchWriteItemCommand({
          RequestItems: { [table.name]: [{ DeleteRequest: { Key: ofNobody.Key } }] },
        }),
      ),
    ].map(isAnswered),
  )
}

const keyOf = ({ hashKey, rangeKey }: Table) =>
  Object.fromEntries([hashKey, ...(rangeKey ? [rangeKey] : [])].map((name) => [name, { S: nobody }]))

const conditionOf = ({ name, hashKey }: Table) => ({
  TableName: name,
  ConditionExpression: 'attribute_exists(#hash)',
  ExpressionAttributeNames: { '#hash': hashKey },
})

/** As `probeTables`: what a function asks of its queue. Polling and deleting are the event source's. */
export const probeQueue = (client: SQSClient, QueueUrl: string | undefined) =>
  isAnswered(
    client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: nobody, VisibilityTimeout: 0 }),
    ),
  )

/** As `probeTables`: publishes an event that no rule is for. */
export const probeBus = (client: EventBridgeClient, EventBusName: string | undefined) =>
  isAnswered(
    client.send(
      new PutEventsCommand({
        Entries: [{ EventBusName, Source: nobody, DetailType: nobody, Detail: '{}' }],
      }),
    ),
  )
