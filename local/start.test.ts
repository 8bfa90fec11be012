import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fingerprint } from './site-build'
import { adviceFor } from './writable'

/** What `npm start` runs, for starts that must not get far. */
const start = (variables: Record<string, string>) =>
  new Promise<{ code: unknown; output: string }>((ended) => {
    const env = { ...process.env, ...variables }
    execFile(process.execPath, ['--import', 'tsx', 'local/start.ts'], { env }, (error, stdout, stderr) =>
      ended({ code: error?.code ?? 0, output: stdout + stderr }),
    )
  })

test('a taken port is one line, before anything is started', async () => {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, listening))
  const { port } = server.address() as AddressInfo
  const folder = await mkdtemp(path.join(tmpdir(), 'swoon-start-'))
  const result = await start({ PORT: String(port), SWOON_DATA: folder })
  await rm(folder, { recursive: true })
  server.close()
  expect(result).toEqual({
    code: 1,
    output: `swoon: port ${port} is taken: stop what listens on it, or choose another with PORT\n`,
  })
})

test('a full disk is one line that says what to do', async () => {
  expect(
    adviceFor(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })).message,
  ).toBe(
    'the disk is full: make room, or choose another data folder with SWOON_DATA (ENOSPC: no space left on device, write)',
  )
  expect(adviceFor(new Error('dynamodb at http://127.0.0.1:1: database or disk is full')).message).toMatch(
    /^the disk is full: make room[^\n]*$/,
  )
})

test('a bad variable is one line that names it', async () => {
  expect(await start({ PAYMENT_SUCCESS_RATE: 'often' })).toEqual({
    code: 1,
    output: 'swoon: PAYMENT_SUCCESS_RATE must be a number, 0 to 1\n',
  })
})

test('the same inputs have the same fingerprint, other ones another', async () => {
  const root = process.cwd()
  expect(fingerprint(root)).toBe(fingerprint(root))
  expect(fingerprint(path.join(root, 'local'))).not.toBe(fingerprint(root))
})
