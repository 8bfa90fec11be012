import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { PublishFailed, publish } from './bus'
import { Money } from './money'

type Sent = { Entries: { Source: string; DetailType: string; Detail: string; EventBusName: string }[] }

const sent: Sent[] = []
let rejections = 0

/** PutEvents answers 200 and rejects entries one by one; the embedded bus has no reason to, so this one has. */
const rejecting = createServer(async (request, response) => {
  const body: Buffer[] = []
  for await (const chunk of request) body.push(chunk)
  sent.push(JSON.parse(Buffer.concat(body).toString()))
  const rejected = sent.length <= rejections
  const entry = rejected ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' } : { EventId: 'e' }
  response.setHeader('content-type', 'application/x-amz-json-1.1')
  response.end(JSON.stringify({ FailedEntryCount: Number(rejected), Entries: [entry] }))
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
  expect(entry).toMatchObject({
    Source: 'com.swn.inventory',
    DetailType: 'StockReserved',
    EventBusName: 'TheBus',
  })
  expect(JSON.parse(entry?.Detail ?? '')).toMatchObject({ orderId: 'ORD-1', items: [{ price: 34.5 }] })
})

test('an entry that was rejected is sent again until it is accepted', async () => {
  rejections = 2
  await publish('StockReserved', reserved)
  expect(sent).toHaveLength(3)
})

test('an entry rejected to the end is an error, never silence', async () => {
  rejections = 99
  await expect(publish('StockReserved', reserved)).rejects.toThrow(PublishFailed)
  await expect(publish('StockReserved', reserved)).rejects.toThrow(
    'StockReserved rejected: ThrottlingException',
  )
})

test('a detail that does not fit its schema is never sent', async () => {
  await expect(publish('StockReserved', { ...reserved, orderId: '' })).rejects.toThrow('orderId')
  expect(sent).toHaveLength(0)
})
