import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Shop = { data: string }

/** Of the first operator: as `npm start` has made it up, else as tests/opennext starts the site with. */
export function operatorPassword({ data }: Shop): string {
  const file = join(data, 'secrets.json')
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).OperatorPassword : undefined
  return known ?? 'local-OperatorPassword'.padEnd(32, '-')
}
