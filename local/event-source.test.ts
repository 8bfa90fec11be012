import { SQS } from '@aws-sdk/client-sqs'
import type { SQSEvent } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createMapping, type Mapping } from './aws/mapping'
import { failedIds, pollQueue } from './event-source'
import { sqsClient, startQueues } from './queue-server'

const region = 'us-east-1'
let server: Awaited<ReturnType<typeof startQueues>>
let sqs: SQS
let polled: SQS
const pollers: { close(): Promise<void> }[] = []

beforeAll(async () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  server = await startQueues({ region, callers: credentials })
  sqs = new SQS({ endpoint: server.url, region, credentials })
  polled = sqsClient({ endpoint: server.url, region, credentials })
})
afterEach(async () => {
  await Promise.all(pollers.splice(0).map((poller) => poller.close()))
})
afterAll(() => server.close())

const arnOf = async (QueueUrl: string) => {
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['QueueArn'] })
  return Attributes?.QueueArn ?? ''
}

let queues = 0
/** A queue whose failed messages are visible again at once, and go to its dead-letter queue after five receives. */
async function queueWith(bodies: string[], VisibilityTimeout = '0') {
  const name = `Queue${++queues}`
  const create = async (QueueName: string, Attributes = {}) =>
    (await sqs.createQueue({ QueueName, Attributes })).QueueUrl ?? ''
  const deadLetterUrl = await create(`${name}Dlq`)
  const deadLetterTargetArn = await arnOf(deadLetterUrl)
  const queueUrl = await create(name, {
    VisibilityTimeout,
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 }),
  })
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }))
  for (let from = 0; from < Entries.length; from += 10)
    await sqs.sendMessageBatch({ QueueUrl: queueUrl, Entries: Entries.slice(from, from + 10) })
  return { queueUrl, queueArn: await arnOf(queueUrl), deadLetterUrl }
}

const log: string[] = []

function poll(
  { queueUrl, queueArn }: { queueUrl: string; queueArn: string },
  invoke: (event: SQSEvent) => Promise<unknown>,
  more: {
    partialResponses?: boolean
    maximumConcurrency?: number
    batchSize?: number
    mapping?: Mapping
  } = {},
) {
  // One at a time: failed messages are visible again at once, also while their batch is under way.
  const options = { batchSize: 10, partialResponses: true, maximumConcurrency: 1, ...more }
  pollers.push(
    pollQueue({ sqs: polled, queueUrl, queueArn, invoke, log: (line) => log.push(line), ...options }),
  )
}

/** Waits for `count` messages in a queue and gives their bodies. */
async function bodiesIn(QueueUrl: string, count: number) {
  const bodies: string[] = []
  while (bodies.length < count) {
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 5,
    })
    bodies.push(...Messages.map(({ Body = '' }) => Body))
  }
  return bodies.sort()
}

function signal() {
  let fire = () => {}
  const fired = new Promise<void>((resolve) => {
    fire = resolve
  })
  return { fire, fired }
}

test('a message looks as Lambda shows it', async () => {
  const queue = await queueWith([])
  const MessageAttributes = {
    text: { DataType: 'String', StringValue: 'ö' },
    bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
  }
  await sqs.sendMessage({ QueueUrl: queue.queueUrl, MessageBody: 'hello', MessageAttributes })
  const record = await new Promise<SQSEvent['Records'][number] | undefined>((resolve) =>
    poll(queue, async ({ Records }) => resolve(Records[0])),
  )
  expect(record).toEqual({
    messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    receiptHandle: expect.any(String),
    body: 'hello',
    attributes: expect.objectContaining({
      ApproximateReceiveCount: '1',
      SentTimestamp: expect.stringMatching(/^\d+$/),
    }),
    messageAttributes: {
      text: { dataType: 'String', stringValue: 'ö', stringListValues: [], binaryListValues: [] },
      bytes: { dataType: 'Binary', binaryValue: 'AP8=', stringListValues: [], binaryListValues: [] },
    },
    md5OfBody: '5d41402abc4b2a76b9719d911017c592',
    eventSource: 'aws:sqs',
    eventSourceARN: queue.queueArn,
    awsRegion: region,
  })
})

test('only the messages reported as failed come back, until the dead-letter queue takes them', async () => {
  const queue = await queueWith(['good', 'bad', 'fine'])
  const seen: string[] = []
  poll(queue, async ({ Records }) => {
    seen.push(...Records.map(({ body }) => body))
    const failed = Records.filter(({ body }) => body === 'bad')
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  })
  expect(await bodiesIn(queue.deadLetterUrl, 1)).toEqual(['bad'])
  expect(seen.sort()).toEqual(['bad', 'bad', 'bad', 'bad', 'bad', 'fine', 'good'])
})

test.each<[string, () => Promise<unknown>]>([
  ['throws', () => Promise.reject(new Error('boom'))],
  ['answers nonsense', async () => 'done'],
])('when the function %s, the whole batch comes back and ends in the dead-letter queue', async (_, invoke) => {
  const queue = await queueWith(['one', 'two'])
  poll(queue, invoke)
  expect(await bodiesIn(queue.deadLetterUrl, 2)).toEqual(['one', 'two'])
  expect(log.some((line) => line.startsWith(queue.queueArn.split(':').at(-1) ?? ''))).toBe(true)
})

test('a function that throws has still set when its messages come back', async () => {
  const queue = await queueWith(['patient'], '600')
  let receives = 0
  const again = signal()
  poll(queue, async ({ Records: [record] }) => {
    if (++receives === 2) return again.fire()
    await sqs.changeMessageVisibility({
      QueueUrl: queue.queueUrl,
      ReceiptHandle: record?.receiptHandle,
      VisibilityTimeout: 0,
    })
    throw new Error('boom')
  })
  await again.fired
  expect(receives).toBe(2)
})

test('without partial responses the answer is not looked at', async () => {
  const queue = await queueWith(['once'])
  const seen: string[] = []
  const again = signal()
  poll(
    queue,
    async ({ Records }) => {
      seen.push(...Records.map(({ body }) => body))
      if (seen.includes('last')) again.fire()
      return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) }
    },
    { partialResponses: false },
  )
  await sqs.sendMessageBatch({
    QueueUrl: queue.queueUrl,
    Entries: [{ Id: '0', MessageBody: 'last' }],
  })
  await again.fired
  expect(seen.filter((body) => body === 'once')).toHaveLength(1)
})

test('batches run side by side up to the maximum, and the next starts as soon as one ends', async () => {
  const queue = await queueWith(Array.from({ length: 9 }, (_, index) => String(index)))
  let running = 0
  let most = 0
  let done = 0
  const full = signal()
  const all = signal()
  poll(
    queue,
    async () => {
      running += 1
      most = Math.max(most, running)
      if (running === 3) full.fire()
      await full.fired
      running -= 1
      done += 1
      if (done === 9) all.fire()
    },
    { batchSize: 1, maximumConcurrency: 3 },
  )
  await all.fired
  expect(most).toBe(3)
})

test('closing waits for the batch under way, and its messages are deleted', async () => {
  const queue = await queueWith(['slow'])
  const started = signal()
  const finish = signal()
  poll(queue, async () => {
    started.fire()
    await finish.fired
  })
  await started.fired
  const closed = Promise.all(pollers.splice(0).map((poller) => poller.close()))
  finish.fire()
  await closed
  const { Messages = [] } = await sqs.receiveMessage({ QueueUrl: queue.queueUrl })
  expect(Messages).toEqual([])
})

const ids = ['a', 'b']

test.each([
  ['null', null, []],
  ['undefined', undefined, []],
  ['an empty object', {}, []],
  ['null failures', { batchItemFailures: null }, []],
  ['no failures', { batchItemFailures: [] }, []],
  ['one message', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
])('%s as the answer fails the messages that it names', (_, response, failed) => {
  expect([...failedIds(response, ids)]).toEqual(failed)
})

test.each([
  ['a text', 'done'],
  ['failures that are no array', { batchItemFailures: 'b' }],
  ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }],
  ['a misspelt key', { batchItemFailures: [{ itemidentifier: 'b' }] }],
  ['a message of another batch', { batchItemFailures: [{ itemIdentifier: 'z' }] }],
])('%s fails the whole batch', (_, response) => {
  expect(() => failedIds(response, ids)).toThrow('the function')
})

test('a mapping that is disabled takes nothing more, lets its batch end, and goes on once it is enabled', async () => {
  const queue = await queueWith(['first'], '60')
  const mapping = createMapping('payment', 'PaymentQueue')
  const begun = signal()
  const over = signal()
  const seen: string[] = []
  const again = signal()
  poll(
    queue,
    async ({ Records }) => {
      seen.push(...Records.map(({ body }) => body))
      if (seen.length > 1) again.fire()
      begun.fire()
      await over.fired
    },
    { mapping },
  )
  await begun.fired
  mapping.enable(false)
  expect(mapping.state()).toBe('Disabled')
  await sqs.sendMessage({ QueueUrl: queue.queueUrl, MessageBody: 'second' })
  over.fire()
  // Its end is that it is deleted.
  await expect
    .poll(async () => {
      const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
      const asked = { QueueUrl: queue.queueUrl, AttributeNames: [...AttributeNames] }
      return Object.values((await sqs.getQueueAttributes(asked)).Attributes ?? {})
    })
    .toEqual(['1', '0'])
  expect(seen).toEqual(['first'])
  mapping.enable(true)
  await again.fired
  expect(seen).toEqual(['first', 'second'])
})

test('a poll that is under way ends first: until then the mapping is disabling', async () => {
  const queue = await queueWith([])
  const mapping = createMapping('payment', 'PaymentQueue')
  const taken = signal()
  poll(queue, async () => taken.fire(), { mapping })
  await expect
    .poll(() => {
      mapping.enable(false)
      const state = mapping.state()
      if (state !== 'Disabling') mapping.enable(true)
      return state
    })
    .toBe('Disabling')
  await sqs.sendMessage({ QueueUrl: queue.queueUrl, MessageBody: 'late' })
  await taken.fired
  await expect.poll(() => mapping.state()).toBe('Disabled')
})
