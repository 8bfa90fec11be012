import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Connection, connectionEnvironment, isolation, services } from './connection'
import { takeEnvironment } from './environment'

let folder: string
const before = { ...process.env }
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swoon-environment-'))
})
afterEach(async () => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
  await rm(folder, { recursive: true })
})

const written = (text: string) => writeFile(path.join(folder, '.env'), text)

test('a .env file says what the environment does not, and no AWS setting stays in the process', async () => {
  await written(
    'PORT=4000\nSWOON_DATA=elsewhere\nPAYMENT_SUCCESS_RATE=0.5\nNEXT_PUBLIC_X=1\nAWS_PROFILE=work\n' +
      'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true\nAWS_SECRET_ACCESS_KEY=theirs\n',
  )
  Object.assign(process.env, { PORT: '4001', AWS_ACCESS_KEY_ID: 'theirs', AWS_USE_FIPS_ENDPOINT: 'true' })
  const shop = { PORT: '4001', SWOON_DATA: 'elsewhere', PAYMENT_SUCCESS_RATE: '0.5' }
  expect(takeEnvironment(folder, { dev: false })).toMatchObject({
    ...shop,
    AWS_ACCESS_KEY_ID: 'theirs',
    AWS_SECRET_ACCESS_KEY: 'theirs',
  })
  expect(process.env).toMatchObject({ ...shop, ...isolation })
  for (const name of ['NEXT_PUBLIC_X', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    expect(process.env).not.toHaveProperty(name)
})

test('a client made in that environment asks the endpoint that it names, as nobody else', async () => {
  const endpoint = 'http://127.0.0.1:1'
  const names = [...services, 'lambda', 'cloudwatch'] as const
  const endpoints = Object.fromEntries(names.map((name) => [name, endpoint])) as Connection['endpoints']
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }
  const environment = connectionEnvironment({ endpoints, region: 'eu-north-1', credentials })
  Object.assign(process.env, environment)
  const client = new DynamoDB({})
  await expect(client.listTables({})).rejects.toThrow(/ECONNREFUSED 127\.0\.0\.1:1/)
  expect(await client.config.credentials()).toMatchObject(credentials)
  expect(await client.config.region()).toBe('eu-north-1')
  expect(await client.config.useFipsEndpoint()).toBe(false)
})
