import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { EventBridge } from '@aws-sdk/client-eventbridge'
import { SQS } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveCallers } from './aws/callers'
import { configFor } from './connection'
import { passTo } from './dynamo'
import { type Aws, startAws } from './embedded'
import { provision } from './provision'
import type { Table } from './topology'

let aws: Aws
beforeAll(async () => {
  aws = await startAws()
})
afterAll(() => aws.close())

const attributesOf = async (queue: string) => {
  const sqs = new SQS(configFor(aws.connection, 'sqs'))
  const QueueUrl = aws.known.get(`${queue}.url`)
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['All'] })
  return { sqs, QueueUrl, attributes: Attributes ?? {} }
}

test('creates tables with their indexes, on demand, with TTL', async () => {
  const dynamo = new DynamoDB(configFor(aws.connection, 'dynamodb'))
  const { Table } = await dynamo.describeTable({ TableName: 'CheckoutTable' })
  expect(Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST')
  expect(Table?.GlobalSecondaryIndexes?.[0]).toMatchObject({
    IndexName: 'byOpen',
    KeySchema: [
      { AttributeName: 'open', KeyType: 'HASH' },
      { AttributeName: 'dueAt', KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'ALL' },
  })
  const ttl = await dynamo.describeTimeToLive({ TableName: 'CheckoutTable' })
  expect(ttl.TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' })
})

test('creates queues with redrive and a policy of real ARNs', async () => {
  const { attributes } = await attributesOf('PaymentQueue')
  expect(attributes.VisibilityTimeout).toBe('60')
  expect(JSON.parse(attributes.RedrivePolicy ?? '')).toEqual({
    deadLetterTargetArn: aws.known.get('PaymentQueueDlq.arn'),
    maxReceiveCount: 10,
  })
  expect(JSON.parse(attributes.Policy ?? '').Statement[0].Condition.ArnEquals['aws:SourceArn']).toEqual([
    aws.known.get('CheckoutBasketRule.arn'),
    aws.known.get('StockRejectedRule.arn'),
    aws.known.get('OrderCancelledRule.arn'),
  ])
})

test('points rules at queues with retry and a dead-letter queue', async () => {
  const events = new EventBridge(configFor(aws.connection, 'eventbridge'))
  const { Targets } = await events.listTargetsByRule({
    Rule: 'PaymentFailedRule',
    EventBusName: 'SwnEventBus',
  })
  expect(Targets?.map(({ Arn }) => Arn)).toEqual([
    aws.known.get('OrderQueue.arn'),
    aws.known.get('InventoryQueue.arn'),
  ])
  expect(Targets?.[0]).toMatchObject({
    RetryPolicy: { MaximumRetryAttempts: 30 },
    DeadLetterConfig: { Arn: aws.known.get('SwnEventBusDlq.arn') },
  })
})

test('a second time changes nothing but what differs', async () => {
  const { sqs, QueueUrl, attributes } = await attributesOf('InventoryQueue')
  await sqs.setQueueAttributes({ QueueUrl, Attributes: { VisibilityTimeout: '7' } })
  const again = await provision(aws.topology, aws.connection)
  for (const [key, value] of again) expect(aws.known.get(key)).toBe(value)
  expect((await attributesOf('InventoryQueue')).attributes.VisibilityTimeout).toBe(
    attributes.VisibilityTimeout,
  )
})

test.each<[string, Partial<Table>]>([
  ['another key', { hashKey: 'email', rangeKey: undefined, fields: { email: 'S' }, indexes: [] }],
  ['a range key more', { rangeKey: 'email', fields: { userName: 'S', email: 'S' } }],
  [
    'an index of another kind',
    {
      fields: { checkoutId: 'S', open: 'S' },
      indexes: [{ name: 'byOpen', hashKey: 'open', projection: 'ALL' }],
    },
  ],
])('a table that exists with %s is an error that names it', async (_, changed) => {
  const name = changed.indexes?.[0] ? 'CheckoutTable' : 'BasketTable'
  const tables = aws.topology.tables.map((table) => (table.name === name ? { ...table, ...changed } : table))
  await expect(provision({ ...aws.topology, tables }, aws.connection)).rejects.toThrow(
    /^dynamodb at \S+: table \w+ exists with another [^\n]+$/,
  )
})

test('a table from before an index was thought of gets it, with the rows that it has', async () => {
  const dynamo = new DynamoDB(configFor(aws.connection, 'dynamodb'))
  const before: Table = { name: 'StaffTable', fields: { userName: 'S' }, hashKey: 'userName', indexes: [] }
  const after: Table = {
    ...before,
    fields: { userName: 'S', role: 'S', since: 'S' },
    indexes: [
      { name: 'byRole', hashKey: 'role', rangeKey: 'since', projection: ['since'] },
      { name: 'bySince', hashKey: 'since', projection: 'KEYS_ONLY' },
    ],
  }
  const provisioned = (table: Table) => provision({ ...aws.topology, tables: [table] }, aws.connection)
  await provisioned(before)
  const Item = { userName: { S: 'ada' }, role: { S: 'operator' }, since: { S: '2026' } }
  await dynamo.putItem({ TableName: 'StaffTable', Item })
  for (const _ of ['first start', 'second start']) {
    await provisioned(after)
    const { Items } = await dynamo.query({
      TableName: 'StaffTable',
      IndexName: 'byRole',
      KeyConditionExpression: '#role = :role',
      ExpressionAttributeNames: { '#role': 'role' },
      ExpressionAttributeValues: { ':role': { S: 'operator' } },
    })
    expect(Items).toEqual([Item])
  }
  // What an earlier version had stays, unread.
  await provisioned(before)
})

test('an endpoint that does not answer is named', async () => {
  const endpoints = { ...aws.connection.endpoints, sqs: 'http://127.0.0.1:1' }
  await expect(provision(aws.topology, { ...aws.connection, endpoints })).rejects.toThrow(
    /^sqs at http:\/\/127\.0\.0\.1:1: [^\n]+$/,
  )
})

test.each([
  ['dynamodb', 'TransactWriteItems', 'ProductTable, BasketTable, OrderTable'],
  ['dynamodb', 'UpdateItem', 'ProductTable'],
  ['dynamodb', 'Query', 'ProductTable'],
  ['sqs', 'ChangeMessageVisibility', 'http'],
  ['eventbridge', 'PutEvents', 'SwnEventBus'],
] as const)('a %s that lacks %s is told at start', async (service, operation, tables) => {
  const { hostname: host, port } = new URL(aws.connection.endpoints[service])
  const pass = passTo({ host, port: Number(port) })
  const lacking = await serveCallers(aws.connection.credentials, (incoming, outgoing) => {
    if (!String(incoming.headers['x-amz-target']).endsWith(`.${operation}`)) return pass(incoming, outgoing)
    outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
    outgoing.end('{"__type":"UnknownOperationException"}')
  })
  const endpoints = { ...aws.connection.endpoints, [service]: lacking.url }
  const failed = await provision(aws.topology, { ...aws.connection, endpoints }).catch((error) => error)
  await lacking.close()
  expect(failed.message).toMatch(new RegExp(`^${service} at ${lacking.url}: ${operation} of ${tables}`))
  expect(failed.message).toMatch(new RegExp(`: the server lacks ${operation}, which the shop needs$`))
})
