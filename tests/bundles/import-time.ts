import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as z from 'zod'

const run = promisify(execFile)
const runs = 5

/** The environment of a function that has just started. */
const env = {
  NODE_ENV: 'production',
  PATH: process.env.PATH,
  AWS_REGION: 'us-east-1',
  AWS_LAMBDA_FUNCTION_NAME: 'example',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const

const measured = (file: string) => `
  const began = process.cpuUsage()
  const { handler } = await import(${JSON.stringify(file)})
  const { user, system } = process.cpuUsage(began)
  console.log(JSON.stringify({ handler: typeof handler, ms: (user + system) / 1000 }))
  process.exit(0)`

const Measured = z.object({ handler: z.literal('function'), ms: z.number() })

/**
 * How long importing a bundle takes, in milliseconds: the least that it took in a process of its own. It is one file, so
 * the time is the processor's; taken by the clock it would measure what else the machine does.
 */
export async function importTime(file: string) {
  let best = Number.POSITIVE_INFINITY
  for (let count = 0; count < runs; count++) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', measured(file)], { env })
    best = Math.min(best, Measured.parse(JSON.parse(stdout)).ms)
  }
  return best
}
