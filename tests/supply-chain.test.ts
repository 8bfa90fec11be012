import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod'

const Locked = z.object({
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
})
const { packages } = z
  .object({ packages: z.record(z.string(), Locked) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
const installed = Object.entries(packages).filter(([place, { link }]) => place !== '' && !link)

test('every package is known by its hash, also those that only other platforms install', () => {
  expect(installed.length).toBeGreaterThan(500)
  const unknown = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
  expect(unknown.map(([place]) => place)).toEqual([])
})

test('of every package with an install script it is decided whether that may run', () => {
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript)
  const names = scripted.map(([place]) => place.split('node_modules/').at(-1) ?? '')
  expect(Object.keys(allowScripts).sort()).toEqual([...new Set(names)].sort())
  expect(Object.values(allowScripts)).not.toContain(true)
  // What .npmrc says, npm tells the processes that it starts: `npx sst deploy` could not install SST's own components.
  expect(readFileSync('.npmrc', 'utf8')).not.toContain('scripts')
})

test('npm names what is deployed as a bill of materials, without what only tests need', () => {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev']
  const bill = execFileSync('npm', args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  const { components } = JSON.parse(bill)
  const names = components.map(({ name }: { name: string }) => name)
  expect(names).toEqual(expect.arrayContaining(['next', 'react', 'zod']))
  expect(names).not.toContain('vitest')
})
