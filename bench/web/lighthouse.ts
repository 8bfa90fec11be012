import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'

const run = promisify(execFile)
/** Installed here alone, by its own lock file: it is a fifth of all packages, and nothing else needs it. */
const folder = 'bench/lighthouse'
const program = join(folder, 'node_modules/lighthouse/cli/index.js')

/** What is read of its result: https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md */
const Result = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  runtimeError: z.object({ message: z.string() }).optional(),
})

type Audit = {
  /** Of the browser, for what drives it from outside. */
  port: number
  categories: readonly string[]
  headers?: Record<string, string> | undefined
}

/**
 * The scores, from 0 to 100, of a page that Lighthouse visits as a phone on a slow network.
 * @throws Error where it could not
 */
export async function scoresOf(url: string, { port, categories, headers }: Audit): Promise<number[]> {
  if (!existsSync(program)) await run('npm', ['ci'], { cwd: folder, shell: process.platform === 'win32' })
  const { stdout } = await run(
    process.execPath,
    [
      ...[program, url, `--port=${port}`, '--quiet', '--output=json', '--output-path=stdout'],
      `--only-categories=${categories.join()}`,
      ...(headers ? [`--extra-headers=${JSON.stringify(headers)}`] : []),
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  )
  const result = Result.parse(JSON.parse(stdout))
  if (result.runtimeError) throw new Error(`Lighthouse failed: ${result.runtimeError.message}`)
  return categories.map((category) => Math.round((result.categories[category]?.score ?? 0) * 100))
}
