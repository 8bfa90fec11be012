import { execFile } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Of Linux's nobody. Who is not root already has what it may not write by its mode. */
export const another = process.getuid?.() === 0 ? 65_534 : undefined

/**
 * Evaluates `expression`, in which `it` is `module`, as a user who may not do what root may.
 *
 * @returns the message it fails with, or `done`
 */
export async function asAnotherUser(module: string, expression: string) {
  const program = `import * as it from ${JSON.stringify(pathToFileURL(path.resolve(module)).href)}
    if (${another}) process.setuid(${another})
    try { await ${expression}; console.log('done') } catch (error) { console.log(error.message) }`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const options = { timeout: 20_000, killSignal: 'SIGKILL' } as const
  return (await promisify(execFile)(process.execPath, args, options)).stdout.trimEnd()
}
