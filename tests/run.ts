import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ensureBrowser } from './browser'

type Count = { passed: number; failed: number }

const reports = mkdtempSync(join(tmpdir(), 'swoon-test-'))

/** Runs one of the project's own tools with this Node; `count` reads what it reported. */
function step(
  name: string,
  [bin, ...args]: string[],
  count?: () => Count,
  env: Record<string, string> = {},
): Count {
  console.log(`\n== ${name}`)
  const started = Date.now()
  const { status } = spawnSync(process.execPath, [join('node_modules', bin ?? ''), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const ok = status === 0
  const { passed, failed } = counted(count) ?? { passed: Number(ok), failed: Number(!ok) }
  console.log(`== ${name}: ${ok ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  // A tool that ends badly without a failing test (a file that does not load) is a failure all the same.
  return { passed, failed: ok ? failed : Math.max(failed, 1) }
}

function counted(count?: () => Count) {
  try {
    return count?.()
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const read = <S extends z.ZodType>(schema: S, file: string): z.output<S> =>
  schema.parse(JSON.parse(readFileSync(join(reports, file), 'utf8')))

const Vitest = z.object({ numPassedTests: z.int(), numFailedTests: z.int() })
const Playwright = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) })

function vitestCount(): Count {
  const { numPassedTests, numFailedTests } = read(Vitest, 'vitest.json')
  return { passed: numPassedTests, failed: numFailedTests }
}

function playwrightCount(): Count {
  const { expected, unexpected, flaky } = read(Playwright, 'playwright.json').stats
  return { passed: expected, failed: unexpected + flaky }
}

const counts = [
  step('types of the routes', ['next/dist/bin/next', 'typegen'], () => ({ passed: 0, failed: 0 })),
  step('types', ['typescript/lib/tsc.js', '--noEmit']),
  step("SST's components", ['tsx/dist/cli.mjs', 'tests/infra/prepare.ts'], () => ({ passed: 0, failed: 0 })),
  step('types of sst.config.ts', ['typescript/lib/tsc.js', '--noEmit', '-p', 'tsconfig.sst.json']),
  step('lint', ['@biomejs/biome/bin/biome', 'check', '.']),
  step(
    'unit and integration, on the embedded AWS',
    [
      'vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/vitest.json`,
    ],
    vitestCount,
  ),
  step('browser', ['@playwright/test/cli.js', 'test', '--reporter=list,json'], playwrightCount, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'playwright.json'),
    PLAYWRIGHT_CHROMIUM_PATH: ensureBrowser(),
  }),
]
rmSync(reports, { recursive: true })

const sum = (of: keyof Count) => counts.reduce((total, count) => total + count[of], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
