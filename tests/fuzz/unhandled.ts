import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openShop } from '../../e2e/shop-process'

const preloaded = fileURLToPath(new URL('./note-unhandled.cjs', import.meta.url))

/** A shop whose site notes every rejection that nobody handles. */
export const watchedShop = () =>
  openShop({ NODE_OPTIONS: `--require ${JSON.stringify(preloaded)}`, EMAIL_SENDER: 'shop@example.com' })

export function unhandledIn({ data }: { data: string }) {
  const file = join(data, 'unhandled')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}
