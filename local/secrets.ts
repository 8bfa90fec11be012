import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

const Secrets = z.record(z.string(), z.string())
type Given = Readonly<Record<string, string | undefined>>

/**
 * The value of every secret: as given, else as kept in `<dataDir>/secrets.json`, else made up now and kept there.
 * @throws Error of one line when the file is there and cannot be understood
 */
export function readSecrets(dataDir: string, names: readonly string[], given: Given): Record<string, string> {
  const file = path.join(dataDir, 'secrets.json')
  const kept = existsSync(file) ? parse(file) : {}
  const missing = names.filter((name) => !given[name] && !kept[name])
  for (const name of missing) kept[name] = randomBytes(32).toString('hex')
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 })
  return Object.fromEntries(names.map((name) => [name, given[name] ?? kept[name] ?? '']))
}

function parse(file: string) {
  try {
    return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new Error(`${file} is damaged: repair it, or delete it to have new secrets`)
  }
}
