import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as z from 'zod'

const run = promisify(execFile)
const leastRuns = 5
const mostRuns = 40

/** The environment of a function that has just started. */
const env = {
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  AWS_REGION: 'us-east-1',
  AWS_LAMBDA_FUNCTION_NAME: 'example',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const

const measured = (file: string) => `
  const began = performance.now()
  const { handler } = await import(${JSON.stringify(file)})
  console.log(JSON.stringify({ handler: typeof handler, ms: performance.now() - began }))
  process.exit(0)`

const Measured = z.object({ handler: z.literal('function'), ms: z.number() })

/**
 * The least time, in milliseconds, that importing a bundle took in a process of its own. Whatever else the machine does
 * only adds to it, so it is measured again while it is above `enough`.
 */
export async function importTime(file: string, enough: number) {
  let best = Number.POSITIVE_INFINITY
  for (let runs = 0; runs < leastRuns || (best > enough && runs < mostRuns); runs++) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', measured(file)], { env })
    best = Math.min(best, Measured.parse(JSON.parse(stdout)).ms)
  }
  return best
}
