import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { register } from '../instrumentation'

test('a server waits fifteen seconds for a whole request, from its first one on', async () => {
  vi.stubEnv('NEXT_RUNTIME', 'nodejs')
  await register()
  const server = createServer((_, response) => response.end())
  expect(server.requestTimeout).toBe(300_000)
  await once(server.listen(0), 'listening')
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  expect(server.requestTimeout).toBe(15_000)
  server.close()
})
