import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
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

const publish = (Source: string, DetailType: string, detail: unknown, to = aws) =>
  new EventBridgeClient(configFor(to.connection, 'eventbridge')).send(
    new PutEventsCommand({
      Entries: [{ EventBusName: 'SwnEventBus', Source, DetailType, Detail: JSON.stringify(detail) }],
    }),
  )

const key = { userName: 'ada', orderDate: '2026-11-22T10:00:00.000Z' }
const order = (orderId: string) => ({
  ...key,
  orderId,
  paymentMethod: 'card',
  totalPrice: 69,
  items: [{ productId: 'cup', productName: 'Cup', price: 34.5, quantity: 2 }],
})

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
  await publish('com.swn.basket.checkoutbasket', 'CheckoutBasket', order('ORD-1'))
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

test('what is published before the functions run waits for them; they can be closed while they are bundled', async () => {
  const later = await startAws()
  const sqs = new SQSClient(configFor(later.connection, 'sqs'))
  const waiting = async () => {
    const QueueUrl = later.known.get('OrderQueue.url')
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] })
    const { Attributes = {} } = await sqs.send(asked)
    return names.reduce((sum, name) => sum + Number(Attributes[name]), 0)
  }
  await publish('com.swn.basket.checkoutbasket', 'CheckoutBasket', order('ORD-2'), later)
  await expect.poll(waiting, { timeout: 10_000, interval: 20 }).toBe(1)
  await later.runFunctions()
  await expect.poll(waiting, { timeout: 10_000, interval: 20 }).toBe(0)
  await later.close()

  const closed = await startAws()
  const running = closed.runFunctions()
  await closed.close()
  await expect(running).resolves.toBeUndefined()
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
