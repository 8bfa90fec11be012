import {
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLambdaApi } from './lambda-api'
import { createMapping } from './mapping'

const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }
const region = 'us-east-1'
const mappings = [createMapping('payment', 'PaymentQueue'), createMapping('ordering', 'OrderQueue')]
const [payment] = mappings
let server: Awaited<ReturnType<typeof startLambdaApi>>
let client: LambdaClient

beforeAll(async () => {
  server = await startLambdaApi({
    ...{ callers: credentials, region, mappings },
    arnOf: (queue) => `arn:aws:sqs:${region}:000000000000:${queue}`,
    invoke: (name, event) => {
      if (name === 'broken') return Promise.reject(new Error('it broke'))
      return name === 'reconcile' ? Promise.resolve({ was: event }) : undefined
    },
  })
  client = new LambdaClient({ endpoint: server.url, region, credentials, maxAttempts: 1 })
})
afterAll(() => server.close())

test('mappings are listed, by queue or function too, shown and switched', async () => {
  const list = async (asked: { EventSourceArn?: string; FunctionName?: string } = {}) =>
    (await client.send(new ListEventSourceMappingsCommand(asked))).EventSourceMappings?.map(
      ({ FunctionArn = '' }) => FunctionArn.split(':').at(-1),
    )
  expect(await list()).toEqual(['payment', 'ordering'])
  expect(await list({ EventSourceArn: `arn:aws:sqs:${region}:000000000000:OrderQueue` })).toEqual([
    'ordering',
  ])
  expect(await list({ FunctionName: 'payment' })).toEqual(['payment'])

  const UUID = payment?.uuid
  expect(UUID).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  const show = async () => await client.send(new GetEventSourceMappingCommand({ UUID }))
  expect(await show()).toMatchObject({ UUID, State: 'Enabled', LastModified: expect.any(Date) })
  await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }))
  expect((await show()).State).toBe('Disabled')
  await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }))
  expect((await show()).State).toBe('Enabled')
  // What would be ignored is refused.
  const more = { UUID, Enabled: true, BatchSize: 5 }
  await expect(client.send(new UpdateEventSourceMappingCommand(more))).rejects.toThrow('BatchSize')
  const unknown = new GetEventSourceMappingCommand({ UUID: 'nothing' })
  await expect(client.send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test('a function is invoked with its payload, and what it throws is told', async () => {
  const invoke = async (FunctionName: string) => {
    const Payload = JSON.stringify({ all: true })
    const answer = await client.send(new InvokeCommand({ FunctionName, Payload }))
    return { ...JSON.parse(answer.Payload?.transformToString() ?? ''), error: answer.FunctionError }
  }
  expect(await invoke('reconcile')).toEqual({ was: { all: true } })
  expect(await invoke('broken')).toEqual({ errorMessage: 'it broke', error: 'Unhandled' })
  await expect(invoke('nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test('nothing else of Lambda is there, and nobody else is answered', async () => {
  const other = new GetFunctionCommand({ FunctionName: 'payment' })
  await expect(client.send(other)).rejects.toMatchObject({ name: 'UnknownOperationException' })
  expect((await fetch(`${server.url}/2015-03-31/event-source-mappings`)).status).toBe(403)
})
