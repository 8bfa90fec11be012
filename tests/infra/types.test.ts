import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ensurePlatform } from './platform'
import { scratchProject } from './scratch-project'

const edit = [
  ["ttl: 'expiresAt'", "tll: 'expiresAt'"],
  ["server: { architecture: 'arm64' }", "server: { architecture: 'arm' }"],
] as const

test('a misspelt property or a wrong value in sst.config.ts is a type error', {
  timeout: 240_000,
}, async () => {
  const root = process.cwd()
  await ensurePlatform(root)
  const { folder, remove } = scratchProject(root, tmpdir(), edit)
  symlinkSync(path.join(root, '.sst/platform'), path.join(folder, '.sst/platform'))
  const tsc = path.join(root, 'node_modules/typescript/lib/tsc.js')
  const args = [tsc, '--noEmit', '--pretty', 'false', '-p', 'tsconfig.sst.json']
  const errors = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout
  remove()
  expect(errors).toMatch(/sst\.config\.ts\(\d+,\d+\): error .*'tll' does not exist/)
  expect(errors).toMatch(/error .*"arm"/)
  expect(errors).not.toMatch(/^(?!sst\.config\.ts).*: error/m)
})
