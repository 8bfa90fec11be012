import { DynamoDB, ResourceNotFoundException } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveCallers } from '../aws/callers'
import { MissingOperation, nameMissingOperations } from './missing-operation'

type Answer = { status: number; type?: string; body: string }
let answer: Answer
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
let server: Awaited<ReturnType<typeof serveCallers>>
let client: DynamoDB
beforeAll(async () => {
  server = await serveCallers(credentials, (_request, response) => {
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/x-amz-json-1.0' })
    response.end(answer.body)
  })
  const config = { endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 }
  client = nameMissingOperations(new DynamoDB(config))
})
afterAll(() => server.close())

const write = (TableName: string) => ({ Delete: { TableName, Key: { id: { S: 'a' } } } })
const TransactItems = [write('OrderTable'), write('PaymentTable'), write('OrderTable')]

test.each<[string, Answer]>([
  ['UnknownOperationException', { status: 400, body: '{"__type":"com.amazon#UnknownOperationException"}' }],
  ['InvalidAction', { status: 400, body: '{"__type":"InvalidAction","message":"no"}' }],
  ['status 400 and no reason', { status: 400, body: '{}' }],
  ['status 501 and no reason', { status: 501, body: '{"message":"Not implemented"}' }],
  ['status 404 and no reason', { status: 404, type: 'text/html', body: '<h1>Not found</h1>' }],
])('an operation that a server lacks is named with its tables: %s', async (said, given) => {
  answer = given
  const failed = await client.transactWriteItems({ TransactItems }).catch((error) => error)
  expect(failed).toBeInstanceOf(MissingOperation)
  expect(failed.message).toBe(
    `TransactWriteItems of OrderTable, PaymentTable was answered with ${said}: the server lacks TransactWriteItems, which the shop needs`,
  )
})

test('what AWS refuses with a reason stays as it is', async () => {
  answer = {
    status: 400,
    body: '{"__type":"ResourceNotFoundException","message":"Requested resource not found"}',
  }
  const failed = client.describeTable({ TableName: 'OrderTable' })
  await expect(failed).rejects.toBeInstanceOf(ResourceNotFoundException)
})
