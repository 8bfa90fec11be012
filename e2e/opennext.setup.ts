import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { buildForLambda, planted } from '../tests/opennext/build'

test('the site builds without a network into what SST deploys', async () => {
  test.setTimeout(600_000)
  const output = await buildForLambda(process.cwd())
  const { origins, additionalProps } = JSON.parse(readFileSync(join(output, 'open-next.output.json'), 'utf8'))
  for (const origin of [origins.default, origins.imageOptimizer])
    expect(existsSync(join(output, '..', origin.bundle, 'index.mjs'))).toBe(true)
  expect(origins.default).toMatchObject({ streaming: true, handler: 'index.handler' })
  expect(additionalProps).toMatchObject({ disableIncrementalCache: true, disableTagCache: true })

  const files = readdirSync(output, { recursive: true, encoding: 'utf8' })
    .map((name) => join(output, name))
    .filter((file) => statSync(file).isFile())
  const holding = files.filter((file) => readFileSync(file).includes(planted.value))
  expect(files.length).toBeGreaterThan(100)
  expect(holding).toEqual([])
})
