import { EventBridge } from '@aws-sdk/client-eventbridge'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqsClient } from '../queue-server'
import { startEventBus } from './event-bus'
import { type Actions, AwsError, serveJson } from './server'

const region = 'us-east-1'
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const arnOf = (queue: string) => `arn:aws:sqs:${region}:000000000000:${queue}`

type Entry = { Id: string; MessageBody: string; MessageAttributes: Record<string, { StringValue: string }> }
type Sent = { queue: string; body: string; attributes: Record<string, string> }

/** An SQS that refuses on demand and hands over what it took. */
const sent: Sent[] = []
const arrivals = new Set<() => void>()
const refusals = new Map<string, (() => void)[]>()
const sqs: Actions = {
  GetQueueUrl: (input) => {
    const { QueueName } = input as { QueueName: string }
    if (QueueName.startsWith('Gone')) throw new AwsError('QueueDoesNotExist', 'The queue does not exist.')
    return { QueueUrl: `${server.url}/000000000000/${QueueName}` }
  },
  SendMessageBatch: (input) => {
    const { QueueUrl, Entries } = input as { QueueUrl: string; Entries: Entry[] }
    const queue = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)
    refusals.get(queue)?.shift()?.()
    for (const { MessageBody, MessageAttributes = {} } of Entries) {
      const attributes = Object.entries(MessageAttributes).map(([name, value]) => [name, value.StringValue])
      sent.push({ queue, body: MessageBody, attributes: Object.fromEntries(attributes) })
    }
    for (const arrived of arrivals) arrived()
    return { Successful: Entries.map(({ Id }) => ({ Id, MessageId: Id, MD5OfMessageBody: '' })), Failed: [] }
  },
}
let server: Awaited<ReturnType<typeof serveJson>>
let bus: Awaited<ReturnType<typeof startEventBus>>
let client: EventBridge
const log: string[] = []

beforeAll(async () => {
  server = await serveJson('AmazonSQS', sqs, credentials)
  bus = await startEventBus({
    region,
    callers: credentials,
    sqs: sqsClient({ endpoint: server.url, region, credentials, md5: false, maxAttempts: 1 }),
    log: (line) => log.push(line),
    firstPauseMs: 1,
  })
  client = new EventBridge({ endpoint: bus.url, region, credentials, maxAttempts: 1 })
})
afterAll(async () => {
  await bus.close()
  await server.close()
})

const received = (queue: string, count = 1) =>
  new Promise<Sent[]>((resolve) => {
    const look = () => {
      const there = sent.filter((message) => message.queue === queue)
      if (there.length < count) return
      arrivals.delete(look)
      resolve(there)
    }
    arrivals.add(look)
    look()
  })

/** A bus of its own with one rule for everything from `source`, and one target. */
async function busTo(name: string, queue: string, target: { attempts?: number; deadLetters?: string } = {}) {
  await client.createEventBus({ Name: name })
  const Rule = { EventBusName: name, Name: 'All' }
  await client.putRule({ ...Rule, EventPattern: '{"source":["shop"]}' })
  const { attempts, deadLetters } = target
  return client.putTargets({
    EventBusName: name,
    Rule: 'All',
    Targets: [
      {
        Id: 'only',
        Arn: arnOf(queue),
        ...(attempts !== undefined && { RetryPolicy: { MaximumRetryAttempts: attempts } }),
        ...(deadLetters && { DeadLetterConfig: { Arn: arnOf(deadLetters) } }),
      },
    ],
  })
}

const put = (EventBusName: string, Detail: unknown, more = {}) =>
  client.putEvents({
    Entries: [{ EventBusName, Source: 'shop', DetailType: 'Sold', Detail: JSON.stringify(Detail), ...more }],
  })

test('the whole envelope arrives, in ASCII', async () => {
  await busTo('envelopes', 'Envelopes')
  const { Entries } = await put('envelopes', { name: 'Café ☕ 😀' }, { Time: new Date(1_700_000_000_999) })
  const [message] = await received('Envelopes')
  expect(message?.body).toMatch(/^[\x20-\x7e]*$/)
  expect(JSON.parse(message?.body ?? '')).toEqual({
    version: '0',
    id: Entries?.[0]?.EventId,
    'detail-type': 'Sold',
    source: 'shop',
    account: '000000000000',
    time: '2023-11-14T22:13:20Z',
    region,
    resources: [],
    detail: { name: 'Café ☕ 😀' },
  })
})

test('one request carries up to ten events to a queue in one batch, and only those that match', async () => {
  await busTo('batches', 'Batches')
  const Entries = Array.from({ length: 10 }, (_, index) => ({
    EventBusName: 'batches',
    Source: index === 0 ? 'elsewhere' : 'shop',
    DetailType: 'Sold',
    Detail: `{"index":${index}}`,
  }))
  await client.putEvents({ Entries })
  const messages = await received('Batches', 9)
  expect(messages.map(({ body }) => JSON.parse(body).detail.index)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a delivery that fails is tried again', async () => {
  await busTo('flaky', 'Flaky', { attempts: 5, deadLetters: 'FlakyDlq' })
  const refuse = () => {
    throw new AwsError('InternalError', 'not now', 500)
  }
  refusals.set('Flaky', [refuse, refuse, refuse])
  await put('flaky', { a: 1 })
  expect(await received('Flaky')).toHaveLength(1)
  expect(sent.filter(({ queue }) => queue === 'FlakyDlq')).toEqual([])
})

test('after the last retry the event goes to the dead-letter queue with the reason', async () => {
  await busTo('failing', 'Failing', { attempts: 2, deadLetters: 'FailingDlq' })
  const refuse = () => {
    throw new AwsError('InternalError', 'never', 500)
  }
  refusals.set(
    'Failing',
    Array.from({ length: 9 }, () => refuse),
  )
  await put('failing', { a: 1 })
  const [message] = await received('FailingDlq')
  expect(JSON.parse(message?.body ?? '').detail).toEqual({ a: 1 })
  expect(message?.attributes).toEqual({
    RULE_ARN: `arn:aws:events:${region}:000000000000:rule/failing/All`,
    TARGET_ARN: arnOf('Failing'),
    ERROR_CODE: 'InternalError',
    ERROR_MESSAGE: 'never',
    RETRY_ATTEMPTS: '2',
    EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
  })
})

test('a queue that does not exist is not tried again', async () => {
  await busTo('gone', 'GoneQueue', { deadLetters: 'KeptDlq' })
  await put('gone', {})
  const [message] = await received('KeptDlq')
  expect(message?.attributes).toMatchObject({ ERROR_CODE: 'NO_RESOURCE', RETRY_ATTEMPTS: '0' })
  expect(message?.attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION')
})

test.each([
  ['no source', { Source: undefined }, 'InvalidArgument'],
  ['no detail-type', { DetailType: '' }, 'InvalidArgument'],
  ['no detail', { Detail: undefined }, 'InvalidArgument'],
  ['a detail that is not JSON', { Detail: '{' }, 'MalformedDetail'],
  ['a detail that is no object', { Detail: '[]' }, 'MalformedDetail'],
  ['a detail without a floor', { Detail: `{"a":${'['.repeat(3000)}${']'.repeat(3000)}}` }, 'MalformedDetail'],
  ["AWS's own source", { Source: 'aws.s3' }, 'NotAuthorizedForSourceException'],
  ['a bus that does not exist', { EventBusName: 'nowhere' }, 'ResourceNotFoundException'],
])('an entry with %s fails alone', async (_, wrong, ErrorCode) => {
  const entry = { EventBusName: 'default', Source: 'shop', DetailType: 'Sold', Detail: '{}' }
  const answer = await client.putEvents({ Entries: [{ ...entry, ...wrong }, entry] })
  expect(answer.FailedEntryCount).toBe(1)
  expect(answer.Entries?.[0]?.ErrorCode).toBe(ErrorCode)
  expect(answer.Entries?.[1]?.EventId).toEqual(expect.any(String))
})

test('no entries, eleven entries and too many bytes are refused whole', async () => {
  const entry = { Source: 'shop', DetailType: 'Sold', Detail: '{}' }
  const large = { ...entry, Detail: JSON.stringify({ text: 'x'.repeat(128 * 1024) }) }
  for (const Entries of [[], Array.from({ length: 11 }, () => entry), [large, large]])
    await expect(client.putEvents({ Entries })).rejects.toThrow(
      expect.objectContaining({ name: 'ValidationException' }),
    )
})

test('buses, rules and targets can be listed', async () => {
  await busTo('shortlived', 'Any')
  const Of = { EventBusName: 'shortlived' }
  const { EventBuses } = await client.listEventBuses({ NamePrefix: 'short' })
  expect(EventBuses?.map(({ Name }) => Name)).toEqual(['shortlived'])
  const { Rules } = await client.listRules(Of)
  expect(Rules?.[0]).toMatchObject({ Name: 'All', State: 'ENABLED', EventPattern: '{"source":["shop"]}' })
  const { Targets } = await client.listTargetsByRule({ ...Of, Rule: 'All' })
  expect(Targets?.map(({ Id }) => Id)).toEqual(['only'])
  const { Arn } = await client.describeEventBus({ Name: 'shortlived' })
  expect(Arn).toBe(`arn:aws:events:${region}:000000000000:event-bus/shortlived`)
})

test('a disabled rule delivers nothing; putting it again keeps its targets', async () => {
  await busTo('switched', 'Switched')
  const rule = { EventBusName: 'switched', Name: 'All', EventPattern: '{"source":["shop"]}' }
  await client.putRule({ ...rule, State: 'DISABLED' })
  await put('switched', { order: 'first' })
  await client.putRule({ ...rule, State: 'ENABLED' })
  await put('switched', { order: 'second' })
  const messages = await received('Switched')
  expect(messages.map(({ body }) => JSON.parse(body).detail.order)).toEqual(['second'])
})

test('errors carry the names that AWS gives them', async () => {
  const fails = (sent: Promise<unknown>, name: string) =>
    expect(sent).rejects.toThrow(expect.objectContaining({ name }))
  const EventPattern = '{"source":[{"sounds-like":"shop"}]}'
  const Targets = [{ Id: 'a', Arn: arnOf('Q') }]
  await fails(client.createEventBus({ Name: 'default' }), 'ResourceAlreadyExistsException')
  await fails(client.putRule({ Name: 'R', EventPattern }), 'InvalidEventPatternException')
  await fails(client.putRule({ Name: 'R', ScheduleExpression: 'rate(1 day)' }), 'ValidationException')
  await fails(client.putTargets({ Rule: 'R', Targets: [] }), 'ValidationException')
  await fails(client.putTargets({ Rule: 'R', Targets }), 'ResourceNotFoundException')
})

test('a rule goes once it has no targets, and delivers nothing from then on', async () => {
  const rule = { Name: 'Goes', EventPattern: JSON.stringify({ source: ['goes'] }) }
  await client.putRule(rule)
  await client.putTargets({ Rule: 'Goes', Targets: [{ Id: 'one', Arn: arnOf('Once') }] })
  await expect(client.deleteRule({ Name: 'Goes' })).rejects.toThrow("can't be deleted since it has targets")
  await client.removeTargets({ Rule: 'Goes', Ids: ['one'] })
  await client.deleteRule({ Name: 'Goes' })
  await expect(client.listTargetsByRule({ Rule: 'Goes' })).rejects.toThrow('Rule Goes does not exist')
})

test('an event with a trace is taken', async () => {
  const entry = {
    Source: 'traced',
    DetailType: 'T',
    Detail: '{}',
    TraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
  }
  expect(await client.putEvents({ Entries: [entry] })).toMatchObject({ FailedEntryCount: 0 })
})
