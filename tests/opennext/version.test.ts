import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(file, 'utf8')

test('sst deploy builds the site with the OpenNext that the tests build it with', () => {
  const deployed = /openNextVersion: '([^']+)'/.exec(read('sst.config.ts'))?.[1]
  expect(deployed).toBe(JSON.parse(read('package.json')).dependencies['@opennextjs/aws'])
  expect(deployed).toBe(JSON.parse(read('node_modules/@opennextjs/aws/package.json')).version)
})
