import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { embeddedAws } from '../tests/embedded-aws'
import { tableClient } from './table-client'

embeddedAws()

type Fault = 'answer lost' | 'unavailable'
let faults: Fault[] = []
let seen: IncomingHttpHeaders[] = []

/** Between the client and its tables; the next requests meet the `faults`. */
const between = createServer(async (incoming, outgoing) => {
  const body = await buffer(incoming)
  seen.push(incoming.headers)
  const fault = faults.shift()
  if (fault === 'unavailable') return void outgoing.writeHead(503).end('{}')
  const target = new URL(String(process.env.AWS_ENDPOINT_URL_DYNAMODB))
  forward(target, { method: 'POST', headers: incoming.headers }, (answer) => {
    if (fault === 'answer lost') {
      answer.resume().once('end', () => outgoing.destroy())
      return
    }
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
    answer.pipe(outgoing)
  }).end(body)
})
afterAll(() => between.close())

const isFromSdk = (headers: IncomingHttpHeaders) => 'amz-sdk-request' in headers
const key = { userName: 'guest#direct' }

async function connected() {
  if (!between.listening) await new Promise<void>((ready) => between.listen(0, '127.0.0.1', ready))
  const { port } = between.address() as AddressInfo
  const client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, maxAttempts: 2 })
  const tables = tableClient(client)
  const TableName = Resource.AccountTable.name
  const sent = {
    get: () => tables.send(new GetCommand({ TableName, Key: key, ConsistentRead: true })),
    put: (count: number) =>
      tables.send(new PutCommand({ TableName, Item: { ...key, count, tags: ['a', null] } })),
    increment: (from: number) =>
      tables.send(
        new UpdateCommand({
          TableName,
          Key: key,
          UpdateExpression: 'SET #count = :to',
          ConditionExpression: '#count = :from',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':to': from + 1, ':from': from },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    putTogether: (count: number) =>
      tables.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: {
                TableName,
                Item: { ...key, count },
                ConditionExpression: '#count < :count',
                ExpressionAttributeNames: { '#count': 'count' },
                ExpressionAttributeValues: { ':count': count },
              },
            },
          ],
        }),
      ),
  }
  // The first of each kind is the SDK's.
  await sent.put(0)
  await sent.get()
  await sent.increment(0)
  await sent.putTogether(2)
  seen = []
  return sent
}

beforeEach(() => {
  faults = []
})

test('the SDK writes the first request of each kind, and those after it are answered alike', async () => {
  const { put, get, increment } = await connected()
  await put(7)
  expect((await increment(7)).Attributes).toEqual({ ...key, count: 8, tags: ['a', null] })
  expect((await get()).Item).toEqual({ ...key, count: 8, tags: ['a', null] })
  expect(seen.map(isFromSdk)).toEqual([false, false, false])
})

test('what a condition refused is asked once, and named with the row that refused it', async () => {
  const { put, increment } = await connected()
  await put(3)
  const refused = await increment(5).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ConditionalCheckFailedException)
  expect(refused).toMatchObject({ Item: { count: { N: '3' } }, $metadata: { httpStatusCode: 400 } })
  expect(seen).toHaveLength(2)
})

test.each<Fault>(['answer lost', 'unavailable'])('after %s the SDK sends it again', async (fault) => {
  const { get } = await connected()
  faults = [fault]
  expect((await get()).Item).toMatchObject(key)
  expect(seen.map(isFromSdk)).toEqual([false, true])
})

test('a service that stays away is reported as the SDK reports it', async () => {
  const { get } = await connected()
  faults = ['unavailable', 'unavailable', 'unavailable']
  await expect(get()).rejects.toMatchObject({ $metadata: { httpStatusCode: 503, attempts: 2 } })
})

test('a transaction whose answer is lost is written once, and then refused by what it wrote', async () => {
  const { get, putTogether } = await connected()
  faults = ['answer lost']
  await expect(putTogether(3)).rejects.toMatchObject({
    CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
  })
  expect((await get()).Item).toMatchObject({ count: 3 })
})
