import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { EventBridge } from '@aws-sdk/client-eventbridge'
import { SQS } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configFor, type Service, services } from '../connection'
import { type Aws, startAws } from '../embedded'
import { readSettings } from '../settings'

let aws: Aws
beforeAll(async () => {
  aws = await startAws()
})
afterAll(() => aws.close())

const targets: Record<Service, string | undefined> = {
  dynamodb: 'DynamoDB_20120810.ListTables',
  sqs: 'AmazonSQS.ListQueues',
  eventbridge: 'AWSEvents.ListEventBuses',
  sesv2: undefined,
  logs: 'Logs_20140328.FilterLogEvents',
}
/** What is asked of a service that is asked by path. */
const mail = {
  FromEmailAddress: 'shop@example.com',
  Destination: { ToAddresses: ['ada@example.com'] },
  Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello' } } } },
}
const calls: Partial<Record<Service, Asked>> = {
  sesv2: { path: '/v2/email/outbound-emails', body: JSON.stringify(mail) },
  logs: {
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ logGroupName: '/aws/lambda/swoon-local-site', filterPattern: '"ORD-1"' }),
  },
}
const signedBy = (key: string, service: Service) =>
  `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`

type Asked = { method?: string; path?: string; headers?: Record<string, string | undefined>; body?: string }

/** Asks a server as anything on this machine may; by default as a caller that it answers. */
async function ask(service: Service, { method = 'POST', path = '/', headers = {}, body = '{}' }: Asked = {}) {
  const { hostname, port, host } = new URL(aws.connection.endpoints[service])
  const given: Record<string, string | undefined> = {
    host,
    'content-type': `application/x-amz-json-1.${service === 'eventbridge' ? 1 : 0}`,
    'x-amz-target': targets[service],
    'x-amz-date': '20260101T000000Z',
    authorization: signedBy(aws.connection.credentials.accessKeyId, service),
    ...headers,
  }
  const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return new Promise<{ status?: number; allowed?: string; body: string }>((answered, failed) => {
    const asked = request({ hostname, port, path, method, headers: sent, agent: false }, async (answer) =>
      answered({
        status: answer.statusCode,
        allowed: answer.headers['access-control-allow-origin'],
        body: await text(answer),
      }),
    )
    asked.once('error', failed).end(method === 'OPTIONS' ? undefined : body)
  })
}

const strangers: Record<string, Asked> = {
  'a web page': { headers: { origin: 'https://evil.example' } },
  'a page without an address': { headers: { origin: 'null' } },
  'a preflight': {
    method: 'OPTIONS',
    headers: {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      authorization: undefined,
    },
  },
  'a name that leads here': { headers: { host: 'evil.example' } },
  'another port of this machine': { headers: { host: 'localhost:80' } },
  'a key of nobody': { headers: { authorization: signedBy('test', 'sqs') } },
  'no key': { headers: { authorization: undefined } },
  'a form': {
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: undefined },
    body: 'Action=CreateTopic&Name=t',
  },
}

describe.each(services)('%s', (service) => {
  test.each(Object.entries(strangers))('refuses %s', async (_, asked) => {
    const answer = await ask(service, asked)
    expect(answer).toMatchObject({ status: 403, allowed: undefined })
    expect(JSON.parse(answer.body)).toMatchObject({ __type: 'AccessDeniedException' })
  })

  test('answers who has the key of this start, by either name of this machine', async () => {
    const { port } = new URL(aws.connection.endpoints[service])
    const call = calls[service]
    expect((await ask(service, call)).status).toBe(200)
    expect(
      (await ask(service, { ...call, headers: { ...call?.headers, host: `localhost:${port}` } })).status,
    ).toBe(200)
  })
})

test.each([
  ['a form with the key', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['SNS', { headers: { 'x-amz-target': undefined } }],
  ['S3', { method: 'PUT', path: '/bucket' }],
])('SQS serves no %s', async (_, asked: Asked) => {
  expect((await ask('sqs', asked)).status).toBe(403)
})

test('who sources the environment of a start and starts again has an AWS of their own', () => {
  expect(readSettings(aws.env)).toMatchObject({ endpoints: {}, credentials: undefined, sourced: true })
})

test('each start has a key of its own, which every SDK client of the shop uses', async () => {
  const other = await startAws()
  await other.close()
  expect(other.connection.credentials.accessKeyId).not.toBe(aws.connection.credentials.accessKeyId)
  expect(aws.env.AWS_ACCESS_KEY_ID).toBe(aws.connection.credentials.accessKeyId)
  await new DynamoDB(configFor(aws.connection, 'dynamodb')).listTables({})
  await new SQS(configFor(aws.connection, 'sqs')).listQueues({})
  await new EventBridge(configFor(aws.connection, 'eventbridge')).listEventBuses({})
})
