import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { newData } from '../../e2e/shop-process'
import { freePort } from '../../local/ports'
import project from '../../next.config.js'

// Turbopack follows the link to the packages only within its root.
const { cacheComponents, partialPrefetching, experimental } = project
const turbopack = { root: path.parse(process.cwd()).root }
const config = JSON.stringify({ cacheComponents, partialPrefetching, experimental, turbopack })
const page = (inside: string) =>
  `import Link from 'next/link'\nexport default function Page() { return <main>${inside}</main> }`
const files = {
  'package.json': '{ "private": true, "type": "module" }',
  'next.config.js': `export default ${config}`,
  'app/layout.jsx':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }',
  'app/page.jsx': page('<h1>First page</h1><Link href="/second">Second page</Link>'),
  'app/second/page.jsx': page('<h1>Second page</h1>'),
}

/**
 * Builds and starts the smallest Next.js application, two pages and a link, with the packages and the switches of this
 * project: what a page costs before anything is on it.
 */
export async function startEmptySite() {
  const cwd = newData()
  const packages = path.resolve('node_modules')
  symlinkSync(packages, path.join(cwd, 'node_modules'))
  mkdirSync(path.join(cwd, 'app/second'), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(cwd, file), text)
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const next = (...args: string[]) =>
    spawn(path.join(packages, '.bin/next'), args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(next('build'), 'exit')
  if (code !== 0) throw new Error('the empty app does not build')
  const port = await freePort()
  const server = next('start', '-p', String(port))
  const url = `http://localhost:${port}`
  while (!(await fetch(url).catch(() => undefined))?.ok) await wait(50)
  const close = async () => {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    rmSync(cwd, { recursive: true, force: true })
  }
  return { url, close }
}
