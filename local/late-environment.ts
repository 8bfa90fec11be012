import { renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * For a process that starts before its environment is known and preloads `await-environment.cjs`: it finds the rest of it
 * in a file of `folder`, which only its user may read and which is gone once read.
 */
export function lateEnvironment(folder: string) {
  const file = path.resolve(folder, 'site-environment.json')
  rmSync(file, { force: true })
  return {
    /** What the process is started with. */
    env: { SWOON_LATE_ENVIRONMENT: file },
    /** Lets the process go on, with these variables. */
    tell(variables: Readonly<Record<string, string>>) {
      const whole = `${file}.new`
      writeFileSync(whole, JSON.stringify(variables), { mode: 0o600 })
      renameSync(whole, file)
    },
  }
}
