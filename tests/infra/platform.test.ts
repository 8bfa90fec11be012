import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ensurePlatform, platformFault } from './platform'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const write = (root: string, file: string, content: unknown) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
}

/** A project whose `sst install` is the given program. */
function project({ install = '' } = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'swoon-platform-'))
  folders.push(root)
  write(root, 'sst.config.ts', '')
  write(root, 'node_modules/sst/package.json', { version: '4.0.0' })
  write(root, 'node_modules/sst/bin/sst.mjs', install)
  return root
}

function whole(root: string, work: string) {
  write(root, `${work}/platform/version`, '4.0.0')
  write(root, `${work}/platform/config.d.ts`, '')
  write(root, `${work}/platform/package.json`, { dependencies: { pulumi: 'v3.0.0' } })
  write(root, `${work}/platform/node_modules/pulumi/package.json`, { version: '3.0.0' })
  write(root, `${work}/provider-lock.json`, [])
  return root
}

/** What `sst install` is where it brings a whole platform. */
function bringing() {
  const made = path.join(whole(project(), 'made'), 'made')
  return `import { cpSync } from 'node:fs'; cpSync(${JSON.stringify(made)}, '.sst', { recursive: true })`
}

test('a whole platform of the installed version is used as it is', async () => {
  await ensurePlatform(whole(project({ install: 'process.exit(1)' }), '.sst'))
})

const without = (place: string) => (root: string) =>
  rmSync(path.join(root, '.sst', place), { recursive: true })
const ofSst3 = (root: string) => write(root, '.sst/platform/version', '3.9.9')
const ofPulumi2 = (root: string) =>
  write(root, '.sst/platform/node_modules/pulumi/package.json', { version: '2.0.0' })

test.each([
  ['missing', /it is not whole: .*version/, without('')],
  ['of another version of SST', /it is of sst 3.9.9, and 4.0.0 is installed/, ofSst3],
  ['without one of its packages', /it is not whole: .*pulumi/, without('platform/node_modules/pulumi')],
  ['with another version of a package', /it has pulumi 2.0.0, not v3.0.0/, ofPulumi2],
  ['without the types that are written last', /it is not whole/, without('platform/config.d.ts')],
])('a platform that is %s is prepared again', async (_, fault, harm) => {
  const root = whole(project({ install: bringing() }), '.sst')
  harm(root)
  expect(platformFault(root)).toMatch(fault)
  await ensurePlatform(root)
  expect(platformFault(root)).toBeUndefined()
})

test('an install that fails is one line, and leaves what was there', async () => {
  const install = "console.error('first'); console.error('no network'); process.exit(1)"
  const root = whole(project({ install }), '.sst')
  ofSst3(root)
  await expect(ensurePlatform(root)).rejects.toThrow(/^sst install failed with 1: no network$/)
  expect(readFileSync(path.join(root, '.sst/platform/version'), 'utf8')).toBe('3.9.9')
})

test('two at once both end with a whole platform', async () => {
  const root = project({ install: bringing() })
  await Promise.all([ensurePlatform(root), ensurePlatform(root)])
  expect(platformFault(root)).toBeUndefined()
})
