import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { embeddedAws, rowsOf } from '../tests/embedded-aws'
import { writtenLines } from '../tests/written-lines'

vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'ERROR'
})

embeddedAws()
const lines = writtenLines()

let full = false
let asked: string[] = []

/** The embedded DynamoDB and bus, behind what answers a write as DynamoDB does whose disk is full. */
async function behind(service: string) {
  const endpoint = process.env[`AWS_ENDPOINT_URL_${service}`] ?? ''
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    asked.push(action)
    const body = await text(request)
    if (full && action === 'PutItem') return response.writeHead(500).end('{"__type":"InternalServerError"}')
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      /^(x-amz-|authorization$|content-type$)/.test(name) ? [[name, String(value)]] : [],
    )
    const answer = await fetch(endpoint, { method: 'POST', headers: Object.fromEntries(headers), body })
    return response.writeHead(answer.status).end(await answer.text())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.env[`AWS_ENDPOINT_URL_${service}`] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  afterAll(() => server.close())
}

beforeAll(async () => {
  await behind('DYNAMODB')
  await behind('EVENTBRIDGE')
})

/** As another process has it. */
async function freshHealth() {
  vi.resetModules()
  return (await import('./health')).checkHealth
}

beforeEach(() => {
  full = false
  asked = []
})

test('is ok where tables can be read and written and the bus is there', async () => {
  const checkHealth = await freshHealth()
  expect(await checkHealth()).toEqual({ ok: true, services: { dynamodb: 'ok', eventbridge: 'ok' } })
})

test('says when a table can be read but not written, and the log what to look at', async () => {
  full = true
  const checkHealth = await freshHealth()
  expect(await checkHealth()).toEqual({ ok: false, services: { dynamodb: 'failed', eventbridge: 'ok' } })
  expect(JSON.stringify(lines)).toMatch(/"dependency":"dynamodb","lookAt":"writes fail: the free space/)
})

test('asked often, a process writes once and asks for the bus once, and one row is all that is written', async () => {
  const checkHealth = await freshHealth()
  for (let time = 0; time < 20; time++) await checkHealth()
  expect(asked.filter((action) => action === 'PutItem')).toHaveLength(1)
  expect(asked.filter((action) => action === 'DescribeEventBus')).toHaveLength(1)
  const rows = await rowsOf('BasketTable')
  expect(rows).toEqual([{ userName: '/health', expiresAt: expect.any(Number) }])
})
