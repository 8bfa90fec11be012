import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { retryAfter } from './aws/queue'

const asked: [action: string, queueUrl: unknown][] = []
const elsewhere = 'http://sqs.us-east-1.nowhere.invalid:4566/000000000000/OrderQueue'

/** An SQS that names its queues by another host than the one it is asked at, as LocalStack does. */
const server = createServer(async (request, response) => {
  const { QueueUrl } = (await json(request)) as { QueueUrl?: string }
  const action = String(request.headers['x-amz-target']).split('.')[1] ?? ''
  asked.push([action, QueueUrl])
  response
    .writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
    .end(JSON.stringify(action === 'GetQueueUrl' ? { QueueUrl: elsewhere } : {}))
})

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  })
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

test('a failed message is asked back at the endpoint, whatever host its queue’s URL names', async () => {
  await retryAfter(2, 'OrderQueue', 'r')
  expect(asked).toEqual([
    ['GetQueueUrl', undefined],
    ['ChangeMessageVisibility', elsewhere],
  ])
})
