import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** What stands on an implementation and not on its documented API, as extended regular expressions. */
const forbidden = [
  String.raw`\.prototype|etPrototypeOf`,
  String.raw`defineProperty\(self`,
  '__next_s',
  'TURBOPACK',
  String.raw`\$RC`,
  'fauxqs/dist',
  String.raw`(from|import|import\(|require\(|URL\() ?["'\`][^"'\`]*node_modules/`,
]

test.each(forbidden)('no tracked file has %s', (pattern) => {
  const but = [':!tests/public-api.test.ts', ':!package-lock.json']
  const { stdout, status } = spawnSync('git', ['grep', '-nIE', '-e', pattern, '--', '.', ...but], {
    encoding: 'utf8',
  })
  expect(stdout).toBe('')
  // 1: it looked and found none.
  expect(status).toBe(1)
})
