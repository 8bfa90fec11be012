import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { dynamoProgram, startDynamo } from './dynamo'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const callers = credentials
const clientOf = (endpoint: string) =>
  new DynamoDB({
    endpoint,
    region: 'us-east-1',
    credentials,
  })

test('keeps its data through a kill', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'swoon-dynamo-'))
  const file = path.join(folder, 'tables.db')
  let exited = (_: string) => {}
  const exit = new Promise<string>((resolve) => {
    exited = resolve
  })
  const first = await startDynamo({ callers, file, onExit: (reason) => exited(reason) })
  await clientOf(first.url).createTable({
    TableName: 'Kept',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  })
  process.kill(first.pid ?? 0, 'SIGKILL')
  expect(await exit).toBe('DynamoDB (dynoxide) ended unexpectedly')

  const second = await startDynamo({ callers, file })
  const { TableNames } = await clientOf(second.url).listTables({})
  await second.close()
  await rm(folder, { recursive: true })
  expect(TableNames).toEqual(['Kept'])
})

test('closing it is no unexpected end, and ends the server itself', async () => {
  const reasons: string[] = []
  const server = await startDynamo({ callers, onExit: (reason) => reasons.push(reason) })
  await server.close()
  await expect(fetch(server.url)).rejects.toThrow()
  expect(reasons).toEqual([])
})

test('a database that cannot be opened is one line', async () => {
  await expect(startDynamo({ callers, file: '/nowhere/tables.db' })).rejects.toThrow(
    /^DynamoDB \(dynoxide\) did not run: [^\n]+$/,
  )
})

test('a platform without a package is one line with the ways on', () => {
  expect(() => dynamoProgram('sunos', 'sparc')).toThrow(
    /^no embedded DynamoDB for sunos-sparc: [^\n]*AWS_ENDPOINT_URL_DYNAMODB, such as MiniStack or moto [^\n]*$/,
  )
})
