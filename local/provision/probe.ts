import type { DynamoDB } from '@aws-sdk/client-dynamodb'
import type { EventBridge } from '@aws-sdk/client-eventbridge'
import type { SQS } from '@aws-sdk/client-sqs'
import type { Table } from '../topology.ts'
import { MissingOperation } from './missing-operation.ts'

/** No row, message or event has it. */
const nobody = 'swoon-probe'

/** A refusal shows as well that the operation is there. */
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
 * @throws MissingOperation naming the first that the server lacks, and its tables; Error where conditions are not
 * judged
 */
export async function probeTables(dynamo: DynamoDB, tables: readonly Table[]) {
  const table = tables.find(({ indexes }) => indexes.length > 0)
  const [index] = table?.indexes ?? []
  if (!table || !index) return
  const TableName = table.name
  const IndexName = index.name
  const absent = ifThere(table)
  const { Key } = absent
  const checks = tables.map((each) => ({ ConditionCheck: ifThere(each) }))
  const [isDeleted, isWritten] = await Promise.all([
    isAnswered(dynamo.deleteItem(absent)),
    isAnswered(dynamo.transactWriteItems({ TransactItems: checks })),
  ])
  if (isDeleted || isWritten)
    throw new Error(`table ${TableName}: the server judges no conditions, which the shop needs`)
  const { Key: _, ...condition } = absent
  const ofNobody = {
    KeyConditionExpression: '#key = :key',
    ExpressionAttributeNames: { '#key': index.hashKey },
    ExpressionAttributeValues: { ':key': { S: nobody } },
  }
  await Promise.all(
    [
      dynamo.getItem({ TableName, Key }),
      dynamo.batchGetItem({ RequestItems: { [TableName]: { Keys: [Key] } } }),
      dynamo.query({ TableName, IndexName, ...ofNobody }),
      dynamo.scan({ TableName, IndexName, Limit: 1 }),
      dynamo.putItem({ ...condition, Item: Key }),
      dynamo.updateItem(absent),
    ].map(isAnswered),
  )
}

/** A write to the row of nobody, which only a row that is there would take. */
const ifThere = ({ name, hashKey, rangeKey }: Table) => ({
  TableName: name,
  Key: { [hashKey]: { S: nobody }, ...(rangeKey && { [rangeKey]: { S: nobody } }) },
  ConditionExpression: 'attribute_exists(#hash)',
  ExpressionAttributeNames: { '#hash': hashKey },
})

/** As `probeTables`: what a function asks of its queue. Polling and deleting are the event source's. */
export const probeQueue = (sqs: SQS, QueueUrl: string | undefined) =>
  isAnswered(sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle: nobody, VisibilityTimeout: 0 }))

/** As `probeTables`: publishes an event that no rule is for. */
export const probeBus = (eventBridge: EventBridge, EventBusName: string | undefined) =>
  isAnswered(
    eventBridge.putEvents({ Entries: [{ EventBusName, Source: nobody, DetailType: nobody, Detail: '{}' }] }),
  )
