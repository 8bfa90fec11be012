import path from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from './settings'

test('without variables the shop is embedded, on port 3000, in .local', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    dataDir: path.resolve('.local'),
    endpoints: {},
    region: 'us-east-1',
    credentials: undefined,
    sourced: false,
  })
})

test('a blank variable counts as absent', () => {
  expect(readSettings({ PORT: '', SESSION_SECRET: ' ' })).toEqual(readSettings({}))
})

test("one endpoint serves all but mail, and a service's own comes first", () => {
  const AWS_ENDPOINT_URL = 'http://aws.local:4566'
  expect(readSettings({ AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324' }).endpoints).toEqual(
    { dynamodb: AWS_ENDPOINT_URL, sqs: 'http://127.0.0.1:9324', eventbridge: AWS_ENDPOINT_URL },
  )
})

test('region and credentials of the environment go with an endpoint of the environment only', () => {
  const own = {
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
  }
  expect(readSettings(own)).toEqual(readSettings({}))
  expect(readSettings({ ...own, AWS_ENDPOINT_URL_DYNAMODB: 'http://localhost:8000' })).toMatchObject({
    endpoints: { dynamodb: 'http://localhost:8000' },
    region: 'eu-west-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'token' },
  })
})

test("the endpoints of a shop's own env file, sourced, are no choice of the user's; another one is", () => {
  const sourced = {
    AWS_ENDPOINT_URL: '',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:2',
    AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:3',
    AWS_ACCESS_KEY_ID: 'key',
    EMBEDDED_ENDPOINTS: 'http://127.0.0.1:1 http://127.0.0.1:2 http://127.0.0.1:3',
  }
  expect(readSettings(sourced)).toEqual({ ...readSettings({}), sourced: true })
  const mixed = { ...sourced, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' }
  expect(readSettings(mixed).endpoints).toEqual({ dynamodb: 'http://127.0.0.1:8000' })
})

test.each([
  ['PORT', 'http'],
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['AWS_ENDPOINT_URL', 'localhost:4566'],
  ['AWS_ENDPOINT_URL_SQS', 'sqs'],
  ['PAYMENT_SUCCESS_RATE', 'often'],
  ['PAYMENT_SUCCESS_RATE', '1.1'],
  ['PAYMENT_SUCCESS_RATE', '-0.1'],
  ['SESSION_SECRET', 'short'],
])('%s=%s is refused in one line that names it', (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name} must [^\\n]+$`))
})
