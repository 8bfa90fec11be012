import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { totalOfMetric, writtenLines } from '../../tests/written-lines'
import { Money } from '../money'
import { PublishFailed, publish, publishTogether } from './bus'

type Sent = { Entries: { Detail: string; TraceHeader?: string }[] }

const lines = writtenLines()

const sent: Sent[] = []
let rejections = 0
/** The orderIds that are rejected however often they are sent. */
const refused = new Set<string>()

/** PutEvents answers 200 and rejects entries one by one; the embedded bus has no reason to, so this one has. */
const rejecting = createServer(async (request, response) => {
  const body: Buffer[] = []
  for await (const chunk of request) body.push(chunk)
  const given: Sent = JSON.parse(Buffer.concat(body).toString())
  sent.push(given)
  const Entries = given.Entries.map(({ Detail }) =>
    sent.length <= rejections || refused.has(JSON.parse(Detail).orderId)
      ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' }
      : { EventId: 'e' },
  )
  const FailedEntryCount = Entries.filter((entry) => 'ErrorCode' in entry).length
  response.setHeader('content-type', 'application/x-amz-json-1.1')
  response.end(JSON.stringify({ FailedEntryCount, Entries }))
})

beforeAll(async () => {
  await once(rejecting.listen(0, '127.0.0.1'), 'listening')
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${(rejecting.address() as AddressInfo).port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    SST_RESOURCE_App: JSON.stringify({ name: 'swoon', stage: 'test' }),
    SST_RESOURCE_SwnEventBus: JSON.stringify({ name: 'TheBus' }),
  })
})
afterAll(() => rejecting.close())
beforeEach(() => {
  sent.length = 0
  rejections = 0
  refused.clear()
})

const reserved = {
  userName: 'ada',
  orderId: 'ORD-1',
  orderDate: '2026-11-22T10:00:00.000Z',
  items: [{ productId: 'cup', productName: 'Cup', price: Money.parse(34.5), quantity: 2 }],
}

test('sends source, detail-type and the detail in decimals to the bus', async () => {
  await publish('StockReserved', reserved)
  const [entry] = sent[0]?.Entries ?? []
  const sender = { Source: 'com.swn.inventory', DetailType: 'StockReserved', EventBusName: 'TheBus' }
  expect(entry).toMatchObject(sender)
  expect(JSON.parse(entry?.Detail ?? '')).toMatchObject({ orderId: 'ORD-1', items: [{ price: 34.5 }] })
})

test('the trace of an event is in its detail and in the header that EventBridge passes on', async () => {
  const traceId = '1-69218f20-0123456789abcdef01234567'
  await publish('StockReserved', { ...reserved, traceId })
  await publish('StockReserved', reserved)
  const entries = sent.flatMap(({ Entries }) => Entries)
  expect(entries.map(({ TraceHeader }) => TraceHeader)).toEqual([`Root=${traceId}`, undefined])
  expect(entries.map(({ Detail }) => JSON.parse(Detail).traceId)).toEqual([traceId, undefined])
})

test('an entry that was rejected is sent again until it is accepted', async () => {
  rejections = 2
  expect(await publish('StockReserved', reserved)).toBe('e')
  expect(sent).toHaveLength(3)
  expect(totalOfMetric(lines, 'PublishFailed')).toBe(0)
})

test('an entry rejected to the end is an error, never silence', async () => {
  rejections = 99
  for (const thrown of [PublishFailed, 'StockReserved rejected: ThrottlingException'])
    await expect(publish('StockReserved', reserved)).rejects.toThrow(thrown)
  expect(totalOfMetric(lines, 'PublishFailed')).toBe(2)
})

test('a detail that does not fit its schema is never sent', async () => {
  await expect(publish('StockReserved', { ...reserved, orderId: '' })).rejects.toThrow('orderId')
  expect(sent).toHaveLength(0)
})

const orderIdsOf = ({ Entries }: Sent) => Entries.map(({ Detail }) => JSON.parse(Detail).orderId)

/** Publishes orders of these numbers, some while others are under way. */
function ordersTogether(items = reserved.items) {
  const together = publishTogether()
  return (number: number) => together('StockReserved', { ...reserved, items, orderId: `ORD-${number}` })
}

test('what is published at once travels together, ten at a time', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, number) => number).map(ordersTogether()))
  expect(sent.map(({ Entries }) => Entries.length)).toEqual([10, 2])
})

test('what comes while a request is under way goes with the next one', async () => {
  const send = ordersTogether()
  const first = send(1)
  await Promise.resolve()
  await Promise.all([first, send(2), send(3)])
  expect(sent.map(orderIdsOf)).toEqual([['ORD-1'], ['ORD-2', 'ORD-3']])
})

test('of events that travel together each fails alone, and only what was rejected is sent again', async () => {
  refused.add('ORD-2')
  const outcomes = await Promise.allSettled([1, 2, 3].map(ordersTogether()))
  const rejected = { reason: { name: 'PublishFailed' } }
  expect(outcomes).toMatchObject([{ status: 'fulfilled' }, rejected, { status: 'fulfilled' }])
  expect(sent.map(orderIdsOf)).toEqual([['ORD-1', 'ORD-2', 'ORD-3'], ['ORD-2'], ['ORD-2']])
})

test('events that are too large for one request are split', async () => {
  const items = reserved.items.map((item) => ({ ...item, productName: 'x'.repeat(100_000) }))
  await Promise.all([1, 2, 3].map(ordersTogether(items)))
  expect(sent.map(orderIdsOf)).toEqual([['ORD-1', 'ORD-2'], ['ORD-3']])
})
