import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTopology } from '../../local/topology'
import { backoffSeconds, retryAfter } from './queue'

const receives = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const many = <T>(of: () => T) => Array.from({ length: 1_000 }, of)

test('a message outlives a fault of five minutes, however the waits fall', async () => {
  const { queues } = await readTopology()
  const allowed = queues.flatMap(({ deadLetters }) => deadLetters?.maxReceiveCount ?? [])
  expect(allowed).toEqual([10, 10, 10, 10])
  const waited = many(() => receives.reduce((sum, receive) => sum + backoffSeconds(receive), 0))
  expect(Math.min(...waited)).toBeGreaterThanOrEqual(300)
})

test('the first wait is short, each doubles, none is longer than a minute, and they are spread', () => {
  for (const receive of receives) {
    const waits = many(() => backoffSeconds(receive))
    const [shortest, longest] = [Math.min(...waits), Math.max(...waits)]
    expect(shortest).toBeGreaterThanOrEqual(Math.min(60, 2 ** receive))
    expect(longest).toBeLessThanOrEqual(Math.min(60, 3 * 2 ** (receive - 1)))
    expect(waits.every(Number.isInteger)).toBe(true)
    if (receive < 6) expect(new Set(waits).size).toBeGreaterThan(1)
  }
})

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
  await once(server.listen(0, '127.0.0.1'), 'listening')
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
