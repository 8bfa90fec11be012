import { execFile } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A project with a start of its own. */
const root = mkdtempSync(path.join(tmpdir(), 'swoon-launch-'))
const kept = path.join(root, 'node_modules/.cache/swoon')
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text)
const launch = async (...given: string[]) => {
  const { stdout } = await promisify(execFile)(process.execPath, ['local/launch.mjs', ...given], {
    cwd: root,
  })
  return stdout.trim()
}

beforeAll(() => {
  for (const folder of ['local', 'lib', 'node_modules']) mkdirSync(path.join(root, folder))
  for (const name of ['esbuild', '@esbuild'])
    symlinkSync(path.resolve('node_modules', name), path.join(root, 'node_modules', name))
  copyFileSync('local/launch.mjs', path.join(root, 'local/launch.mjs'))
  write('node_modules/.package-lock.json', '{}')
  write('lib/word.ts', `export const word: string = 'one'`)
  write('local/late.ts', `export { word } from '../lib/word.ts'`)
  write(
    'local/start.ts',
    `const { word } = await import('./late.ts')
    console.log(word, process.argv.slice(2).join(), new URL('late.ts', import.meta.url).pathname)`,
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('starts at the same moment run one program, which finds what stands beside its source', async () => {
  const said = `one --dev ${path.join(root, 'local/late.ts')}`
  expect(await Promise.all([launch('--dev'), launch('--dev'), launch('--dev')])).toEqual([said, said, said])
  expect(readdirSync(kept)).toHaveLength(1)
})

test('the program is compiled again when a source or a package has changed, and only then', async () => {
  await launch()
  const [first] = readdirSync(kept)
  await launch()
  expect(readdirSync(kept)).toEqual([first])

  write('lib/word.ts', `export const word: string = 'another'`)
  expect(await launch()).toMatch(/^another /)
  write('node_modules/.package-lock.json', '{ "packages": {} }')
  expect(await launch()).toMatch(/^another /)
  expect(readdirSync(kept)).toHaveLength(3)
})

test('a program that was compiled more than a day ago is removed with the next one that is compiled', async () => {
  await launch()
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600
  for (const name of readdirSync(kept)) utimesSync(path.join(kept, name), twoDaysAgo, twoDaysAgo)
  write('lib/word.ts', `export const word: string = 'third'`)
  expect(await launch()).toMatch(/^third /)
  expect(readdirSync(kept)).toHaveLength(1)
})
