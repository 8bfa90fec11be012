import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLogs } from './logs'

const credentials = { accessKeyId: 'KEY', secretAccessKey: 'secret' }
const logGroupName = '/aws/lambda/swoon-local-ordering'
let folder: string
let logs: Awaited<ReturnType<typeof startLogs>>
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swoon-logs-'))
  const sources = new Map([[logGroupName, 'ordering']])
  logs = await startLogs({ callers: credentials, folder, sources })
  await keep('ordering.1.jsonl', [{ timestamp: at(0), orderId: 'ORD-1' }])
  await keep('ordering.jsonl', [
    { timestamp: at(1), orderId: 'ORD-2' },
    { timestamp: at(2), orderId: 'ORD-1' },
    { timestamp: at(3), orderId: 'ORD-1' },
  ])
})
afterAll(async () => {
  await logs.close()
  await rm(folder, { recursive: true })
})

const start = Date.parse('2026-11-30T08:00:00.000Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const keep = (file: string, lines: object[]) =>
  writeFile(path.join(folder, file), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))

async function filter(input: Partial<FilterLogEventsCommand['input']> = {}) {
  const client = new CloudWatchLogsClient({
    endpoint: logs.url,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  })
  const query = { logGroupName, filterPattern: '"ORD-1"', ...input }
  const { events = [], nextToken } = await client.send(new FilterLogEventsCommand(query))
  return { at: events.map(({ timestamp = 0 }) => (timestamp - start) / 1000), nextToken }
}

test('finds the lines of a group that hold a phrase, the older file’s too, oldest first, from a time and before another', async () => {
  expect(await filter()).toEqual({ at: [0, 2, 3], nextToken: undefined })
  expect(await filter({ startTime: start + 2_000, endTime: start + 3_000 })).toMatchObject({ at: [2] })
  expect(await filter({ startTime: Date.now() + 60_000 })).toMatchObject({ at: [] })
})

test('answers a page at a time', async () => {
  const { at: first, nextToken } = await filter({ limit: 2 })
  expect(first).toEqual([0, 2])
  expect(await filter({ limit: 2, nextToken })).toEqual({ at: [3], nextToken: undefined })
})

test('refuses a group that there is not, and a pattern that is no quoted phrase', async () => {
  const unknown = filter({ logGroupName: '/aws/lambda/elsewhere' })
  await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  await expect(filter({ filterPattern: '{ $.orderId = 1 }' })).rejects.toThrow(/quoted phrase/)
})
