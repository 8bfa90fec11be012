import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { EventBridge } from '@aws-sdk/client-eventbridge'
import { SQS } from '@aws-sdk/client-sqs'
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configFor } from './connection'
import { type Aws, startAws } from './embedded'
import { bundleFunctions } from './function-bundles'
import { periodOf, runFunctions } from './functions'
import type { LambdaFunction } from './topology'

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
  new EventBridge(configFor(to.connection, 'eventbridge')).putEvents({
    Entries: [{ EventBusName: 'SwnEventBus', Source, DetailType, Detail: JSON.stringify(detail) }],
  })

const key = { userName: 'ada', orderDate: '2026-11-22T10:00:00.000Z' }
const order = (orderId: string) => ({
  ...key,
  orderId,
  paymentMethod: 'card',
  totalPrice: 69,
  items: [{ productId: 'cup', productName: 'Cup', price: 34.5, quantity: 2 }],
})
const product = {
  id: 'cup',
  name: 'Cup',
  description: 'A cup',
  category: 'Desk',
  price: 34.5,
  reorderLevel: 1,
}

test('an event goes through the bus, the queues and the deployed handlers into the tables', async () => {
  const dynamo = DynamoDBDocument.from(new DynamoDB(configFor(aws.connection, 'dynamodb')))
  await dynamo.put({ TableName: 'ProductTable', Item: { ...product, availableStock: 5 } })
  await publish('com.swn.basket.checkoutbasket', 'CheckoutBasket', order('ORD-1'))
  await expect
    .poll(async () => (await dynamo.get({ TableName: 'OrderTable', Key: key, ConsistentRead: true })).Item, {
      timeout: 10_000,
      interval: 20,
    })
    .toMatchObject({ orderId: 'ORD-1', payment: { paymentId: 'PAY-ORD-1' }, inventory: expect.anything() })
})

test('what a function logs can be read with its name', async () => {
  await publish('com.swn.payment', 'PaymentCompleted', { userName: 'ada' })
  expect(await logged(/^ordering \| .*detail\.orderId/)).toContain('detail.orderId')
})

test('a malformed message goes to the dead-letter queue', async () => {
  const sqs = new SQS(configFor(aws.connection, 'sqs'))
  const QueueUrl = aws.known.get('OrderQueueDlq.url')
  const { Messages } = await sqs.receiveMessage({ QueueUrl, WaitTimeSeconds: 20 })
  expect(JSON.parse(Messages?.[0]?.Body ?? '').detail).toEqual({ userName: 'ada' })
}, 30_000)

test('what is published before the functions run waits for them; they can be closed while they are bundled', async () => {
  const later = await startAws()
  const sqs = new SQS(configFor(later.connection, 'sqs'))
  const waiting = async () => {
    const QueueUrl = later.known.get('OrderQueue.url')
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
    const { Attributes = {} } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: [...names] })
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

test('a schedule runs at once: whoever waits for what is back by then is mailed', async () => {
  const mails: string[] = []
  const later = await startAws({ onMail: (_, mail) => mails.push(mail) })
  const dynamo = DynamoDBDocument.from(new DynamoDB(configFor(later.connection, 'dynamodb')))
  const own = { userName: 'ada', expiresAt: 4_000_000_000 }
  const account = { role: 'shopper', email: 'ada@example.com', createdAt: key.orderDate, sessions: {} }
  const put = (TableName: string, Item: object) => dynamo.put({ TableName, Item })
  await put('ProductTable', { ...product, availableStock: 1 })
  await put('AccountTable', { ...own, ...account })
  await put('BasketTable', { ...own, items: [], watching: ['cup'], checkoutId: 'ORD-3', version: 1 })
  await put('WatchTable', { ...own, productId: 'cup' })
  await later.runFunctions()
  await expect.poll(() => mails, { timeout: 10_000, interval: 20 }).toHaveLength(1)
  expect(mails[0]).toContain('Cup is back in stock')
  expect(mails[0]).toContain('http://localhost:3000/products/cup')
  await later.close()
}, 30_000)

type Running = {
  trigger: LambdaFunction['trigger']
  known?: Record<string, string>
  keep(line: string): void
}

/** Runs one function of these sources on this AWS, and hands over each line that it writes. */
async function runExample(source: string, { trigger, known = {}, keep }: Running) {
  const root = await mkdtemp(path.join(tmpdir(), 'swoon-functions-'))
  await writeFile(path.join(root, 'example.ts'), source)
  const bundling = { minify: false, external: [] }
  const rest = { timeoutSeconds: 10, memoryMb: 128, bundling, environment: {}, links: [] }
  const functions = [{ name: 'example', file: 'example.ts', exported: 'handler', trigger, ...rest }]
  const topology = { ...aws.topology, functions }
  const bundles = await bundleFunctions(functions, { root, outDir: root, log: () => {} })
  const running = runFunctions(bundles, {
    topology,
    known: new Map([...aws.known, ...Object.entries(known)]),
    connection: aws.connection,
    log: () => {},
    keep: (_, line) => keep(line),
  })
  return async () => {
    await running.close()
    await rm(root, { recursive: true })
  }
}

/** Collects lines, and tells when there are `count` of them. */
function collect(count: number) {
  const seen: string[] = []
  let full = () => {}
  const filled = new Promise<void>((resolve) => {
    full = resolve
  })
  const keep = (line: string) => void (seen.push(line) === count && full())
  return { seen, filled, keep }
}

test('a function handles several batches at once', async () => {
  const sqs = new SQS(configFor(aws.connection, 'sqs'))
  const { QueueUrl = '' } = await sqs.createQueue({ QueueName: 'Batches' })
  for (const MessageBody of ['a', 'b', 'c']) await sqs.sendMessage({ QueueUrl, MessageBody })
  const { seen, filled, keep } = collect(3)
  const whenThreeAreUnderWay = `
    const waiting = []
    export async function handler({ Records: [{ body }] }) {
      await new Promise((resolve) => {
        waiting.push(resolve)
        if (waiting.length === 3) for (const go of waiting) go()
      })
      console.log(body)
    }`
  const close = await runExample(whenThreeAreUnderWay, {
    trigger: { queue: 'Batches', batchSize: 1, maximumConcurrency: 50, partialResponses: false },
    known: { 'Batches.url': QueueUrl, 'Batches.arn': 'arn:aws:sqs:us-east-1:000000000000:Batches' },
    keep,
  })
  await filled
  await close()
  expect(seen.sort()).toEqual(['a', 'b', 'c'])
})

describe('a replay of all that was cut short', () => {
  const trigger = { schedule: 'rate(1 day)', event: {} }
  const answering = (next: string) => `
    export async function handler(event) {
      console.log(JSON.stringify(event))
      return ${next}
    }`

  test('goes on with what is answered as next, until nothing is', async () => {
    const { seen, filled, keep } = collect(3)
    const twice =
      '(event.run ?? 0) < 2 ? { next: { all: true, run: (event.run ?? 0) + 1 } } : { published: 0 }'
    const close = await runExample(answering(twice), { trigger, keep })
    await filled
    await close()
    expect(seen.map((line) => JSON.parse(line))).toEqual([
      { all: true },
      { all: true, run: 1 },
      { all: true, run: 2 },
    ])
  })

  test('ends when the functions are closed, whatever is left', async () => {
    const { seen, filled, keep } = collect(2)
    const close = await runExample(answering('{ next: event }'), { trigger, keep })
    await filled
    await close()
    const runs = seen.length
    await new Promise(setImmediate)
    expect(seen).toHaveLength(runs)
  })
})

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
