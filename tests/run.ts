import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ensureBrowser } from './browser'

/**
 * `npm test` runs everything; `npm test -- basket refusals` only the test files with one of these words in their path.
 * The last line is the sum of all tests.
 */

type Count = { passed: number; failed: number }

const words = process.argv.slice(2)
const reports = mkdtempSync(join(tmpdir(), 'swoon-test-'))

/** Runs one of the project's own tools with this Node; `count` reads what it reported. */
function step(
  name: string,
  [bin = '', ...args]: string[],
  count: (ok: boolean) => Count = (ok) => ({ passed: Number(ok), failed: Number(!ok) }),
  env: Record<string, string> = {},
): Count {
  console.log(`\n== ${name}`)
  const started = Date.now()
  const { status } = spawnSync(process.execPath, [join('node_modules', bin), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const ok = status === 0
  const { passed, failed } = counted(() => count(ok))
  console.log(`== ${name}: ${ok ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  // A tool that ends badly without a failing test (a file that does not load) is a failure all the same.
  return { passed, failed: ok ? failed : Math.max(failed, 1) }
}

function counted(count: () => Count) {
  try {
    return count()
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const notCounted = () => ({ passed: 0, failed: 0 })

const read = <S extends z.ZodType>(schema: S, file: string): z.output<S> =>
  schema.parse(JSON.parse(readFileSync(join(reports, file), 'utf8')))

const Vitest = z.object({ numPassedTests: z.int(), numFailedTests: z.int() })
const Playwright = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) })

function vitestCount(): Count {
  const { numPassedTests, numFailedTests } = read(Vitest, 'vitest.json')
  return { passed: numPassedTests, failed: numFailedTests }
}

function playwrightCount(report: string): Count {
  const { expected, unexpected, flaky } = read(Playwright, report).stats
  return { passed: expected, failed: unexpected + flaky }
}

async function checks() {
  // SST's components come over the network; what needs them fails without.
  const prepare = [join('node_modules', 'tsx/dist/cli.mjs'), 'tests/infra/prepare.ts']
  const prepared = once(spawn(process.execPath, prepare, { stdio: 'inherit' }), 'close')
  const counts = [
    step('types of the routes', ['next/dist/bin/next', 'typegen'], notCounted),
    step('types', ['typescript/lib/tsc.js', '--noEmit']),
    step('lint', ['@biomejs/biome/bin/biome', 'check', '.']),
  ]
  ensureBrowser()
  await prepared
  const sst = ['typescript/lib/tsc.js', '--noEmit', '-p', 'tsconfig.sst.json']
  return [...counts, step('types of sst.config.ts', sst)]
}

const unit = (only: string[]) =>
  step(
    'unit and integration, on the embedded AWS',
    [
      ...['vitest/vitest.mjs', 'run', '--passWithNoTests', ...only],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${reports}/vitest.json`],
    ],
    vitestCount,
  )

/** All at once, and then, by itself, what measures seconds. */
const browser = (only: string[]) =>
  [['npm start', 'lambda'], ['measured']].map((projects) => {
    const report = `${projects[0]}.json`
    return step(
      `browser: ${projects.join(', ')}`,
      [
        ...['@playwright/test/cli.js', 'test', '--reporter=list,json'],
        ...projects.flatMap((project) => ['--project', project]),
        // Of the files that are named a project may have none; of all of them each has some.
        ...(only.length > 0 ? ['--pass-with-no-tests', ...only] : []),
      ],
      () => playwrightCount(report),
      {
        PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, report),
        PLAYWRIGHT_CHROMIUM_PATH: ensureBrowser(),
      },
    )
  })

function part() {
  const specs = readdirSync('e2e').filter(
    (file) => file.endsWith('.spec.ts') && words.some((word) => `e2e/${file}`.includes(word)),
  )
  return [unit(words), ...(specs.length > 0 ? browser(specs.map((file) => `e2e/${file}`)) : [])]
}

const counts = words.length > 0 ? part() : [...(await checks()), unit([]), ...browser([])]
rmSync(reports, { recursive: true })

const sum = (of: keyof Count) => counts.reduce((total, count) => total + count[of], 0)
const nothing = counts.every(({ passed, failed }) => passed + failed === 0)
if (nothing) console.log(`\nno test file has ${words.join(' or ')} in its path`)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 && !nothing ? 0 : 1
