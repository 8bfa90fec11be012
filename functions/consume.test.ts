import { setTimeout as wait } from 'node:timers/promises'
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { Resource } from 'sst'
import { expect, test, vi } from 'vitest'
import { dynamo } from '../lib/aws/dynamo'
import { listFailures } from '../lib/failure/store'
import { embeddedAws, rowsOf } from '../tests/embedded-aws'
import { checkoutDetail, envelopeOf, sqsRecord } from '../tests/sqs-records'
import { isMetrics, writtenLines } from '../tests/written-lines'
import { BatchFailed, consume, type Done } from './consume'

vi.hoisted(() => Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'INFO' }))
const lines = writtenLines()
embeddedAws()

const traceId = '1-69218f20-0123456789abcdef01234567'
const purchase = { ...checkoutDetail, traceId }
const good = envelopeOf('CheckoutBasket', purchase)
const done: Done = [{ message: 'Done' }]

const logged = () => lines.filter((line) => !isMetrics(line))
const measured = () => lines.filter(isMetrics)

test('reports exactly the messages that failed, whichever they are', async () => {
  const bodies = [good, 'not json', good, envelopeOf('StockReserved', purchase), good]
  const Records = bodies.map((body) => sqsRecord(body))
  const handled: string[] = []
  const handler = consume('inventory', async ({ detail }) => {
    handled.push(detail.orderId)
    if (handled.length === 3) throw new RangeError('table is away')
    return done
  })
  const { batchItemFailures } = await handler({ Records })

  expect(handled).toHaveLength(3)
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(
    [1, 3, 4].map((index) => Records[index]?.messageId),
  )
  const failures = logged().filter(({ message }) => message === 'Message failed')
  expect(failures.map(({ error }) => error)).toMatchObject([
    { name: 'Malformed', message: 'body: not JSON' },
    {
      name: 'Malformed',
      message: 'detail-type: is not one of CheckoutBasket, OrderCancelled, PaymentFailed',
    },
    { name: 'RangeError', stack: expect.arrayContaining([expect.stringContaining('consume.test.ts')]) },
  ])
})

test('every line of a message carries its ids, also while others of its batch are handled', async () => {
  const orders = Array.from({ length: 10 }, (_, index) => `ORD-${index}`)
  const Records = orders.map((orderId, index) =>
    sqsRecord(envelopeOf('CheckoutBasket', { ...purchase, orderId }), {
      messageId: `message of ${orderId}`,
      receiveCount: index + 1,
    }),
  )
  const handler = consume('inventory', async ({ detail: { orderId } }) => {
    await wait(Number(orderId.slice(4)) % 2 ? 10 : 1)
    if (orderId === 'ORD-3') throw new Error('not now')
    return [{ message: 'First' }, { message: 'Second', status: 'CONFIRMED' }]
  })
  await handler({ Records }, { awsRequestId: 'invocation-1' })

  // On a busy machine one line comes once the function has answered.
  await vi.waitFor(() => expect(logged()).toHaveLength(20))
  for (const [index, orderId] of orders.entries()) {
    const own = logged().filter((line) => line.messageId === `message of ${orderId}`)
    const expected = orderId === 'ORD-3' ? ['Message failed', 'Message comes back'] : ['First', 'Second']
    expect(own.map(({ message }) => String(message).split(' after')[0])).toEqual(expected)
    for (const line of own)
      expect(line).toMatchObject({
        orderId,
        traceId,
        eventId: 'event-1',
        eventType: 'CheckoutBasket',
        receiveCount: index + 1,
        requestId: 'invocation-1',
      })
  }
})

test('a batch leaves one line of metrics', async () => {
  const time = new Date(Date.now() - 5_000).toISOString()
  const aged = JSON.stringify({ ...JSON.parse(good), time })
  const Records = [
    sqsRecord(aged),
    sqsRecord(aged, { receiveCount: 2 }),
    sqsRecord('not json', { receiveCount: 5 }),
  ]
  await consume('inventory', async () => done)({ Records })
  expect(measured()).toMatchObject([
    { MessagesHandled: 2, MessagesFailed: 1, Malformed: 1, Redelivered: 2, MessageAge: expect.any(Array) },
  ])
  for (const age of measured()[0]?.MessageAge as number[]) {
    expect(age).toBeGreaterThanOrEqual(5_000)
    expect(age).toBeLessThan(10_000)
  }
})

test('what failed is kept once an event and function, with what is at fault and without what it held', async () => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'inventory')
  const ids = { orderId: 'ORD-01K9Z3Y8V7W6T5S4R3Q2P1N0M9', traceId }
  const id = '0b6f2a52-3f51-4f0e-8f2c-1d1f4a1b0c01'
  const secret = 'Kirkby Mallory Hall'
  const envelope = JSON.parse(envelopeOf('CheckoutBasket', { ...purchase, ...ids }))
  const bad = { ...envelope, id, detail: { ...envelope.detail, contact: secret, paymentMethod: 5 } }
  const [fine, spoilt] = [JSON.stringify({ ...envelope, id: 'fine-1' }), JSON.stringify(bad)]
  let fails = true
  const handler = consume('inventory', async () => {
    if (fails) throw new RangeError(secret)
    return done
  })
  const receive = (body: string, messageId: string) => handler({ Records: [sqsRecord(body, { messageId })] })
  for (const messageId of ['copy-1', 'copy-2'])
    await expect(receive(spoilt, messageId)).rejects.toThrow(BatchFailed)
  await expect(receive(fine, 'copy-3')).rejects.toThrow(BatchFailed)
  await expect(receive(secret, 'no-event')).rejects.toThrow(BatchFailed)
  fails = false
  await receive(fine, 'copy-3')

  const found = await vi.waitFor(async () => {
    const rows = (await rowsOf('FailureTable')).filter((row) => row.service === 'inventory')
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(4)
    return rows
  })
  const kept = new Map(found.map((row) => [row.id, row]))
  const soon = { queue: 'OrderQueue', service: 'inventory', expiresAt: expect.any(Number) }
  expect(kept.get(id)).toMatchObject({
    ...{ ...soon, ...ids, error: 'Malformed', field: 'paymentMethod, contact', eventType: 'CheckoutBasket' },
    ...{ count: 2, messageId: 'copy-2', says: expect.stringContaining('paymentMethod: Invalid input') },
  })
  expect(kept.get('fine-1')).toMatchObject({ ...soon, ...ids, error: 'RangeError', count: 1 })
  expect(kept.get('fine-1')?.place).toContain('consume.test.ts')
  expect(kept.get('no-event')).toMatchObject({ ...soon, error: 'Malformed', field: 'body', count: 1 })
  expect(JSON.stringify(found)).not.toMatch(/Kirkby|"(cup|ada|card)"|34\.5/)
  expect(await listFailures('OrderQueue', 2)).toMatchObject([{ id: 'no-event' }, { id: 'fine-1' }])
  vi.unstubAllEnvs()
})

test('a failure that cannot be kept changes nothing of what becomes of its message', async () => {
  const away = vi.spyOn(dynamo, 'send').mockRejectedValue(new Error('The table is away') as never)
  const Records = [sqsRecord('not json'), sqsRecord(good)]
  const { batchItemFailures } = await consume('inventory', async () => done)({ Records })
  expect(batchItemFailures).toEqual([{ itemIdentifier: Records[0]?.messageId }])
  await vi.waitFor(() =>
    expect(logged().filter(({ message }) => message === 'Failure not kept')).toHaveLength(1),
  )
  away.mockRestore()
})

test('a message that its function forgets fails', async () => {
  const forgetful = consume('inventory', (() => undefined) as never)
  const Records = [sqsRecord('not json'), sqsRecord(good)]
  await expect(forgetful({ Records })).rejects.toThrow(BatchFailed)
  const remembering = consume('inventory', async () => done)
  expect((await remembering({ Records })).batchItemFailures).toHaveLength(1)
})

test.each([
  ['fails', [good, good]],
  ['is malformed', ['not json', '{}']],
  ['fails or is malformed', [good, 'not json']],
])('a batch of which every message %s is an error of the function, told and counted before', async (_, bodies) => {
  const failing = consume('inventory', () => Promise.reject(new Error('not now')))
  await expect(failing({ Records: bodies.map((body) => sqsRecord(body)) })).rejects.toThrow(BatchFailed)
  expect(logged().filter(({ message }) => message === 'Message failed')).toHaveLength(2)
  expect(measured()).toMatchObject([{ MessagesHandled: 0, MessagesFailed: 2 }])
})

test('a batch of which one message succeeds is no error, nor is an empty one', async () => {
  const handler = consume('inventory', async () => done)
  const mixed = await handler({ Records: [sqsRecord('not json'), sqsRecord(good)] })
  expect(mixed.batchItemFailures).toHaveLength(1)
  expect(await handler({ Records: [] })).toEqual({ batchItemFailures: [] })
})

test('what is not done in time is handed back before the function ends, and what is done stays done', async () => {
  const Records = [sqsRecord(good), sqsRecord(good)]
  let count = 0
  const handler = consume('inventory', () => (++count === 1 ? new Promise(() => {}) : Promise.resolve(done)))
  const timeoutMs = 3_000
  const began = performance.now()
  const left = () => timeoutMs - (performance.now() - began)
  const { batchItemFailures } = await handler(
    { Records },
    { awsRequestId: 'invocation-1', getRemainingTimeInMillis: left },
  )
  expect(left()).toBeGreaterThan(0)
  expect(batchItemFailures).toEqual([{ itemIdentifier: Records[0]?.messageId }])
  expect(logged().find(({ message }) => message === 'Message failed')).toMatchObject({
    error: { name: 'OutOfTime' },
  })
})

test('a failed message comes back within seconds, long before its visibility timeout', async () => {
  const sqs = new SQSClient({})
  const QueueUrl = Resource.OrderQueue.url
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: good }))
  const take = async () =>
    (
      await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MessageSystemAttributeNames: ['All'] }),
      )
    ).Messages?.[0]
  const first = await take()
  const failing = consume('inventory', () => Promise.reject(new Error('not now')))
  const { MessageId = '', ReceiptHandle = '' } = first ?? {}
  const Records = [sqsRecord(good, { messageId: MessageId, receiptHandle: ReceiptHandle })]
  await expect(failing({ Records })).rejects.toThrow(BatchFailed)
  const second = await take()
  expect(second?.MessageId).toBe(first?.MessageId)
})
