import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { embeddedAws, rowsOf } from '../tests/embedded-aws'

embeddedAws()

test('the catalogue of a stage is seeded once', async () => {
  const seed = async () => {
    const command = ['--import', 'tsx', 'local/seed-stage.ts']
    const { stdout } = await promisify(execFile)(process.execPath, command)
    return stdout.trim()
  }
  expect(await seed()).toMatch(/^seeded \d+ products$/)
  const products = await rowsOf('ProductTable')
  expect(products.length).toBeGreaterThan(0)
  expect(await seed()).toBe('the catalogue is there already')
  expect(await rowsOf('ProductTable')).toEqual(products)
})
