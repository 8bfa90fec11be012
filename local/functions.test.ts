import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { configFor } from './connection'
import { type Aws, startAws } from './embedded'
import { periodOf } from './schedule'

let aws: Aws
const log: string[] = []
const lines = new Set<() => void>()

beforeAll(async () => {
  aws = await startAws({
    functions: true,
    log: (line) => {
      log.push(line)
      for (const look of lines) look()
    },
  })
})
afterAll(() => aws.close())

const logged = (part: RegExp) =>
  new Promise<string>((resolve) => {
    const look = () => {
      const line = log.find((each) => part.test(each))
      if (line) resolve(line)
    }
    lines.add(look)
    look()
  })

const publish = (Source: string, DetailType: string, detail: unknown) =>
  new EventBridgeClient(configFor(aws.connection, 'eventbridge')).send(
    new PutEventsCommand({
      Entries: [{ EventBusName: 'SwnEventBus', Source, DetailType, Detail: JSON.stringify(detail) }],
    }),
  )

test('an event goes through the bus, the queues and the deployed handlers into the tables', async () => {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(configFor(aws.connection, 'dynamodb')))
  const product = {
    id: 'cup',
    name: 'Cup',
    description: 'A cup',
    category: 'Desk',
    price: 34.5,
    reorderLevel: 1,
  }
  await dynamo.send(new PutCommand({ TableName: 'ProductTable', Item: { ...product, availableStock: 5 } }))
  const key = { userName: 'ada', orderDate: '2026-11-22T10:00:00.000Z' }
  await publish('com.swn.basket.checkoutbasket', 'CheckoutBasket', {
    ...key,
    orderId: 'ORD-1',
    paymentMethod: 'card',
    totalPrice: 69,
    items: [{ productId: 'cup', productName: 'Cup', price: 34.5, quantity: 2 }],
  })
  await expect
    .poll(
      async () =>
        (await dynamo.send(new GetCommand({ TableName: 'OrderTable', Key: key, ConsistentRead: true }))).Item,
      { timeout: 10_000, interval: 20 },
    )
    .toMatchObject({ orderId: 'ORD-1', payment: { paymentId: 'PAY-ORD-1' }, inventory: expect.anything() })
})

test('what a function logs can be read with its name', async () => {
  await publish('com.swn.payment', 'PaymentCompleted', { userName: 'ada' })
  expect(await logged(/^ordering \| .*detail\.orderId/)).toContain('detail.orderId')
})

test('a malformed message goes to the dead-letter queue', async () => {
  const sqs = new SQSClient(configFor(aws.connection, 'sqs'))
  const QueueUrl = aws.known.get('OrderQueueDlq.url')
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
  expect(JSON.parse(Messages?.[0]?.Body ?? '').detail).toEqual({ userName: 'ada' })
}, 30_000)

test.each([
  ['rate(1 minute)', 60_000],
  ['rate(5 minutes)', 300_000],
  ['rate(1 hour)', 3_600_000],
  ['rate(2 days)', 172_800_000],
])('%s comes every %i ms', (expression, period) => {
  expect(periodOf(expression)).toBe(period)
})

test('a schedule that does not run locally is an error', () => {
  expect(() => periodOf('cron(0 12 * * ? *)')).toThrow('cron(0 12 * * ? *) does not run locally')
})
