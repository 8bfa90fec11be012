import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { another, asAnotherUser } from '../tests/another-user'
import { prepareDataFolder, readDotenv, writeDotenv, writeToolEnvironment } from './data-folder'
import { startDynamo } from './dynamo'
import { keepLines } from './log-lines'
import { readSecrets } from './secrets'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swoon-data-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a data folder is made, with those above it, and left empty', async () => {
  const nested = path.join(folder, 'a', 'b')
  prepareDataFolder(nested)
  prepareDataFolder(nested)
  expect(await readdir(nested)).toEqual([])
})

test('a data folder is for its owner only, also one that was open', async () => {
  await chmod(folder, 0o755)
  prepareDataFolder(folder)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

test('what is written after it is for its owner only, also by other processes, whatever the umask was', async () => {
  const before = process.umask(0)
  try {
    prepareDataFolder(folder)
    keepLines(path.join(folder, 'logs'))('site', 'a line')
    const aws = await startDynamo({ callers: { accessKeyId: 'test' }, file: path.join(folder, 'tables.db') })
    await aws.close()
    for (const name of await readdir(folder, { recursive: true })) {
      const { mode } = await stat(path.join(folder, name))
      expect.soft(mode & 0o077, name).toBe(0)
    }
  } finally {
    process.umask(before)
  }
})

test('a data folder that is a file, or cannot be made, is one line', async () => {
  const file = path.join(folder, 'file')
  await writeFile(file, '')
  for (const impossible of [
    file,
    path.join(file, 'below'),
    ...(process.platform === 'linux' ? ['/proc/x'] : []),
  ])
    expect(() => prepareDataFolder(impossible)).toThrow(
      new RegExp(`^data folder ${impossible} is not writable \\(E\\w+\\): [^\\n]+$`),
    )
})

test.each([
  ['a folder', 'functions'],
  ['a file in a folder', 'logs/site.jsonl'],
  ['a file', 'secrets.json'],
])('%s of the data folder that another user made is one line that says what to do', async (_, made) => {
  const place = path.join(folder, made)
  await mkdir(path.dirname(place), { recursive: true })
  if (path.extname(made)) await writeFile(place, '', { mode: 0o400 })
  else await mkdir(place, { mode: 0o500 })
  if (another)
    for (const theirs of new Set([folder, path.dirname(place)])) await chown(theirs, another, another)
  expect(await asAnotherUser('local/data-folder.ts', `it.prepareDataFolder(${JSON.stringify(folder)})`)).toBe(
    `${place} may not be written (EACCES): make it yours with chown, or delete it as its owner`,
  )
})

test('a dotenv file reads back as it was written, and is for its owner only', async () => {
  const file = path.join(folder, 'env')
  writeDotenv(file, { PLAIN: 'http://127.0.0.1:1', LINK: JSON.stringify({ value: 'it\'s "$HOME"' }) })
  const text = await readFile(file, 'utf8')
  expect(text).toBe(`PLAIN=http://127.0.0.1:1\nLINK='{"value":"it\\u0027s \\"$HOME\\""}'\n`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(readDotenv(file)).toEqual({
    PLAIN: 'http://127.0.0.1:1',
    LINK: '{"value":"it\\u0027s \\"$HOME\\""}',
  })
})

test('secrets are made once, kept for their owner only, and given ones are not kept', async () => {
  const first = readSecrets(folder, ['SessionSecret', 'PaymentSecret'], { SessionSecret: 's'.repeat(32) })
  expect(first.SessionSecret).toBe('s'.repeat(32))
  expect(first.PaymentSecret).toMatch(/^[0-9a-f]{64}$/)
  const second = readSecrets(folder, ['SessionSecret', 'PaymentSecret'], {})
  expect(second.PaymentSecret).toBe(first.PaymentSecret)
  expect(second.SessionSecret).toMatch(/^[0-9a-f]{64}$/)
  expect(readSecrets(folder, ['SessionSecret', 'PaymentSecret'], {})).toEqual(second)
  expect((await stat(path.join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
})

test('damaged secrets are one line, not new secrets', async () => {
  await writeFile(path.join(folder, 'secrets.json'), '{"SessionSecret":')
  expect(() => readSecrets(folder, ['SessionSecret'], {})).toThrow(/secrets\.json is damaged: [^\n]+$/)
})

test("the environment of tools has a file of settings that knows its empty profile, and not the user's", async () => {
  writeToolEnvironment(folder, { AWS_PROFILE: '', AWS_CONFIG_FILE: '/dev/null' })
  const env = readDotenv(path.join(folder, 'env'))
  expect(env.AWS_PROFILE).toBe('')
  expect(await readFile(env.AWS_CONFIG_FILE ?? '', 'utf8')).toBe('[profile ""]\n')
})
