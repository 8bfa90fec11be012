import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
)
const started = new Set(Object.keys({ ...dependencies, ...optionalDependencies }))
const declared = new Set([...started, ...Object.keys(devDependencies)])

/** `npm start`, `npm run build` and a deployment read nothing else. */
const shop = ['app', 'build', 'components', 'lib', 'functions', 'local']
const around = ['tests', 'bench', 'e2e', 'scripts']
const configurations = ['next.config.js', 'postcss.config.mjs', 'open-next.config.ts', 'sst.config.ts']

const sources = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d)\.(ts|tsx|js|cjs|mjs|css)$/.test(file) && !file.includes('node_modules'))
    .map((file) => path.join(folder, file))
const isTest = (file: string) => /\.test\.tsx?$/.test(file)

const specifiers =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|(?:\bimport|\brequire)\(\s*['"]([^'"]+)['"]|@import\s+['"]([^'"]+)['"]|plugins:\s*{\s*['"]([^'"]+)['"]/g

/** The packages that a file names, by the name they are installed as; its types where they are a package of their own. */
const packagesIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(specifiers)]
    .map(([, ...found]) => found.find((name) => name !== undefined) ?? '')
    .filter((name) => !/^(\.|@\/|node:|[^a-z@])/.test(name) && !isBuiltin(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))

const undeclared = (files: string[], known: Set<string>) =>
  files.flatMap((file) =>
    packagesIn(file)
      .filter((name) => !known.has(name) && !known.has(`@types/${name}`))
      .map((name) => `${file} needs ${name}`),
  )

test('what a start, a build and a deployment import is among the dependencies', () => {
  const files = [...shop.flatMap(sources).filter((file) => !isTest(file)), ...configurations]
  const tracked = execFileSync('git', ['ls-files', ...shop], { encoding: 'utf8' })
  expect(files).toEqual(expect.arrayContaining(tracked.match(/^.*(?<!\.d|\.test)\.(tsx?|css)$/gm) ?? ['']))
  expect(new Set(files.flatMap(packagesIn))).toContain('tailwindcss')
  expect(undeclared(files, started)).toEqual([])
})

test('so is what they run without an import', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(scripts.start).toContain('--import tsx')
  // Next checks the types of what it builds.
  const run = ['tsx', 'typescript', '@types/node', '@types/react', '@types/react-dom']
  expect(run.filter((name) => !started.has(name))).toEqual([])
})

test('what tests, measurements and scripts import is declared', () => {
  const files = [...around.flatMap(sources), ...shop.flatMap(sources).filter(isTest)]
  expect(undeclared(files, declared)).toEqual([])
})
