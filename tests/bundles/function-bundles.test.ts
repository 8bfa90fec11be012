import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTopology } from '../../local/topology'
import { bundleForDeployment } from './deployed'

/** Every consumer keeps what it fails at, in 3 KB. */
const largest = 405_000
/** SES and Lambda have clients of their own, which only those carry who mail, or keep pauses. */
const largestOfThree = 490_000
const asking = ['mail', 'restocked']
/** It keeps pauses and moves dead letters: Lambda's client, the bus's and that of the queues. */
const largestOfReconcile = 535_000
const longestMs = 150

function limitOf(name: string) {
  if (name === 'reconcile') return largestOfReconcile
  return asking.includes(name) ? largestOfThree : largest
}

/** The environment of a function that has just started. */
const env = {
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  AWS_REGION: 'us-east-1',
  AWS_LAMBDA_FUNCTION_NAME: 'example',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const

const measured = (file: string) => `
  const began = process.cpuUsage()
  const { handler } = await import(${JSON.stringify(file)})
  const { user, system } = process.cpuUsage(began)
  console.log(typeof handler === 'function' ? (user + system) / 1000 : 'no handler')
  process.exit(0)`

/**
 * How long importing a bundle takes, in milliseconds, in a process of its own. It is one file, so the time is the
 * processor's; taken by the clock it would measure what else the machine does.
 */
async function importTime(file: string) {
  const args = ['--input-type=module', '-e', measured(file)]
  return Number((await promisify(execFile)(process.execPath, args, { env })).stdout)
}

let folder: string
const { functions } = await readTopology()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swoon-bundles-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each(functions)('the bundle of $name is small, whole and quick to import', async (fn) => {
  const { outfile, metafile } = await bundleForDeployment(fn, { root: process.cwd(), outDir: folder })
  expect((await stat(outfile)).size).toBeLessThan(limitOf(fn.name))

  // What is not inside must never be needed to start: only import() may name it.
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports)
  expect(outside.filter(({ path, kind }) => !isBuiltin(path) && kind !== 'dynamic-import')).toEqual([])
  expect(Object.keys(metafile.inputs).some((input) => input.includes('@aws-sdk/client-dynamodb'))).toBe(true)

  // One of twenty is enough: a busy machine slows a processor down, too.
  let quickest = Number.POSITIVE_INFINITY
  for (let run = 0; run < 20 && quickest >= longestMs; run++)
    quickest = Math.min(quickest, await importTime(outfile))
  expect(quickest).toBeLessThan(longestMs)
}, 120_000)
