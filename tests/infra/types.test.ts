import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { all, type Edit, replacing } from './edits'
import { ensurePlatform } from './platform'
import { scratchProject } from './scratch-project'

const root = process.cwd()

/** What the step "types of sst.config.ts" of `npm test` prints of an edited one. */
async function typeErrors(edit: Edit) {
  await ensurePlatform(root)
  const { folder, remove } = scratchProject(root, tmpdir(), edit)
  try {
    symlinkSync(path.join(root, '.sst/platform'), path.join(folder, '.sst/platform'))
    const tsc = path.join(root, 'node_modules/typescript/lib/tsc.js')
    const args = [tsc, '--noEmit', '--pretty', 'false', '-p', 'tsconfig.sst.json']
    return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout
  } finally {
    remove()
  }
}

test('a misspelt property or a wrong value in sst.config.ts is a type error', {
  timeout: 240_000,
}, async () => {
  const errors = await typeErrors(
    all(
      replacing("ttl: 'expiresAt'", "tll: 'expiresAt'"),
      replacing("server: { architecture: 'arm64' }", "server: { architecture: 'arm' }"),
    ),
  )
  expect(errors).toMatch(/sst\.config\.ts\(\d+,\d+\): error .*'tll' does not exist/)
  expect(errors).toMatch(/error .*"arm"/)
  expect(errors).not.toMatch(/^(?!sst\.config\.ts).*: error/m)
})
