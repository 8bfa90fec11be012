import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { lateEnvironment } from './late-environment'

const folder = mkdtempSync(path.join(tmpdir(), 'swoon-late-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('requests wait for the environment, which is read once and by its user alone', async () => {
  const { env, tell } = lateEnvironment(folder)
  Object.assign(process.env, env)
  await import('./await-environment.cjs')
  const server = createServer((_, response) => response.end(process.env.SWOON_TOLD)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ask = async () => {
    const [response] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response')
    return text(response)
  }

  let answered = false
  const early = Promise.all([ask(), ask()]).finally(() => {
    answered = true
  })
  await once(server, 'connection')
  expect(answered).toBe(false)
  tell({ SWOON_TOLD: 'the table' })
  const [file] = readdirSync(folder)
  expect(statSync(path.join(folder, file ?? '')).mode & 0o077).toBe(0)

  expect(await early).toEqual(['the table', 'the table'])
  expect(await ask()).toBe('the table')
  expect(existsSync(path.join(folder, file ?? ''))).toBe(false)
  server.close()
})

test('what an earlier process was told is not there for the next', () => {
  lateEnvironment(folder).tell({ SWOON_TOLD: 'old' })
  lateEnvironment(folder)
  expect(readdirSync(folder)).toEqual([])
})
