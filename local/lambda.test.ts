import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bundleFunctions } from './function-bundles'
import { createLambda, type Lambda } from './lambda'

const source = `
let calls = 0
export async function handler(event, context) {
  calls += 1
  if (event.do === 'throw') throw new TypeError('no such thing')
  if (event.do === 'hang') await new Promise(() => {})
  if (event.do === 'spin') for (;;);
  if (event.do === 'exit') process.exit(3)
  if (event.do === 'crash') { setTimeout(() => { throw new Error('outside') }); await new Promise(() => {}) }
  if (event.do === 'say') console.log('said ' + event.what)
  if (event.do === 'env') return process.env
  if (event.do === 'wait') await new Promise((resolve) => setTimeout(resolve, event.ms))
  return { calls, remaining: context.getRemainingTimeInMillis(), at: new Date(0), nothing: undefined }
}`

let folder: string
let lambda: Lambda
const log: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swoon-lambda-'))
  await writeFile(path.join(folder, 'example.ts'), source)
  const fn = { name: 'example', file: 'example.ts', exported: 'handler' }
  const bundling = { minify: false, external: [] }
  const rest = { timeoutSeconds: 1, memoryMb: 128, bundling, environment: {}, links: [] }
  const trigger = { schedule: 'rate(1 minute)', event: {} }
  await bundleFunctions([{ ...fn, ...rest, trigger }], { root: folder, outDir: folder, log: () => {} })
})
afterEach(() => lambda.close())
afterAll(() => rm(folder, { recursive: true }))

function start({ timeoutMs = 5000 } = {}) {
  lambda = createLambda({
    name: 'example',
    file: path.join(folder, 'example.mjs'),
    env: { ONLY: 'this' },
    timeoutMs,
    memoryMb: 128,
    log: (line) => log.push(line),
  })
  return (event: Record<string, unknown>) => lambda.invoke(event)
}

test('answers what the handler returns, through JSON, from one sandbox', async () => {
  const invoke = start()
  expect(await invoke({})).toEqual({
    calls: 1,
    remaining: expect.any(Number),
    at: '1970-01-01T00:00:00.000Z',
  })
  expect(await invoke({})).toMatchObject({ calls: 2 })
})

test('sees its own environment and no other', async () => {
  expect(await start()({ do: 'env' })).toEqual({ ONLY: 'this' })
})

test('what it writes arrives line by line', async () => {
  await start()({ do: 'say', what: 'one\nsaid two' })
  await lambda.close()
  expect(log).toEqual(['said one', 'said two'])
})

test('fails with what the handler threw', async () => {
  const invoke = start()
  await expect(invoke({ do: 'throw' })).rejects.toThrow('TypeError: no such thing')
  expect(await invoke({})).toMatchObject({ calls: 2 })
})

test.each([
  'hang',
  'spin',
])('an invocation that would %s times out, and a fresh sandbox follows', async (what) => {
  const invoke = start({ timeoutMs: 300 })
  await expect(invoke({ do: what })).rejects.toThrow('example timed out after 0.3 seconds')
  expect(await invoke({})).toMatchObject({ calls: 1 })
})

test('a time-out leaves the other invocations of the sandbox alone', async () => {
  const invoke = start({ timeoutMs: 1000 })
  await invoke({})
  const hanging = invoke({ do: 'hang' })
  const slow = new Promise((resolve) => setTimeout(resolve, 500)).then(() => invoke({ do: 'wait', ms: 600 }))
  await expect(hanging).rejects.toThrow('timed out')
  expect(await slow).toMatchObject({ calls: 3 })
})

test.each([
  ['exit', 'example exited with code 3'],
  ['crash', 'example crashed: outside'],
])('a sandbox that would %s fails what it holds, and a fresh one follows', async (what, reason) => {
  const invoke = start()
  await expect(invoke({ do: what })).rejects.toThrow(reason)
  expect(await invoke({})).toMatchObject({ calls: 1 })
})

test('a reload lets running invocations finish in the old sandbox', async () => {
  const invoke = start()
  await invoke({})
  const running = invoke({ do: 'wait', ms: 50 })
  lambda.reload()
  expect(await invoke({})).toMatchObject({ calls: 1 })
  expect(await running).toMatchObject({ calls: 2 })
})

test('a function that does not build is one line that names the place', async () => {
  await writeFile(path.join(folder, 'broken.ts'), 'export const handler = (')
  const fn = { name: 'broken', file: 'broken.ts', exported: 'handler', memoryMb: 128, timeoutSeconds: 1 }
  const bundling = { minify: false, external: [] }
  const rest = { bundling, environment: {}, links: [], trigger: { schedule: 'rate(1 minute)', event: {} } }
  await expect(
    bundleFunctions([{ ...fn, ...rest }], { root: folder, outDir: folder, log: () => {} }),
  ).rejects.toThrow(/^functions do not build: broken\.ts:1: [^\n]+$/)
})
