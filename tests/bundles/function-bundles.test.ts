import { mkdtemp, rm, stat } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleForDeployment } from '../../local/function-bundles'
import { readTopology } from '../../local/topology'
import { importTime } from './import-time'

const largest = 400_000
const longestMs = 150

let folder: string
const { functions } = await readTopology()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swoon-bundles-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each(functions)('the bundle of $name is small, whole and quick to import', async (fn) => {
  const { outfile, metafile } = await bundleForDeployment(fn, { root: process.cwd(), outDir: folder })
  expect((await stat(outfile)).size).toBeLessThan(largest)

  // What is not inside must never be needed to start: only import() may name it.
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports)
  expect(outside.filter(({ path, kind }) => !isBuiltin(path) && kind !== 'dynamic-import')).toEqual([])
  expect(Object.keys(metafile.inputs).some((input) => input.includes('@aws-sdk/client-dynamodb'))).toBe(true)

  expect(await importTime(outfile)).toBeLessThan(longestMs)
}, 120_000)
