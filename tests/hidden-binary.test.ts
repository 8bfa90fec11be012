import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newCredentials } from '../local/aws/callers'
import { startDynamo } from '../local/dynamo'
import { freePort } from '../local/ports'

/** A project as it is where npm has no package of the embedded DynamoDB: everything but that is there. */
let root: string

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'swoon-hidden-'))
  for (const part of [
    'build',
    'components',
    'local',
    'lib',
    'functions',
    'sst.config.ts',
    'package.json',
    'tsconfig.json',
  ])
    cpSync(part, path.join(root, part), { recursive: true })
  mkdirSync(path.join(root, 'node_modules'))
  for (const name of readdirSync('node_modules').filter((name) => name !== '@dynoxide'))
    symlinkSync(path.resolve('node_modules', name), path.join(root, 'node_modules', name))
})
afterAll(() => rmSync(root, { recursive: true }))

/** What a start with hot reload, which builds nothing, says until it ends, or has said `last`. */
async function started(settings: Record<string, string>, last?: RegExp) {
  const env = {
    ...process.env,
    PORT: String(await freePort()),
    SWOON_DATA: path.join(root, 'data'),
    ...settings,
  }
  const shop = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', '--dev'], { cwd: root, env })
  const lines: string[] = []
  for (const input of [shop.stdout, shop.stderr])
    createInterface({ input }).on('line', (line) => {
      lines.push(line)
      if (last?.test(line)) shop.kill()
    })
  await new Promise((ended) => shop.once('close', ended))
  return lines
}

test('without its binary a start ends with one line that names the ways on', async () => {
  const errors = (await started({})).filter((line) => line.startsWith('swoon: '))
  expect(errors).toEqual([
    expect.stringMatching(/^swoon: no embedded DynamoDB for \w+-\w+: .*AWS_ENDPOINT_URL_DYNAMODB/),
  ])
})

test('with another DynamoDB named it is not asked for', async () => {
  const credentials = newCredentials()
  const other = await startDynamo({ callers: credentials })
  const named = {
    AWS_ENDPOINT_URL_DYNAMODB: other.url,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  }
  const lines = await started(named, /seeded \d+ products/)
  await other.close()
  expect(lines).toContainEqual(expect.stringContaining(`dynamodb at ${other.url}`))
  expect(lines).toContainEqual(expect.stringMatching(/seeded \d+ products/))
})
