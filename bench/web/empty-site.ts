import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { nextCommand, nextVariables } from '../../local/next-process.ts'
import { freePort } from '../../local/ports.ts'
import project from '../../next.config.js'

const source = fileURLToPath(new URL('./empty-app', import.meta.url))

/**
 * Builds and starts the smallest Next.js application, two pages and a link, with the packages and the switches of the
 * project in `root`: what a page costs before anything is on it.
 *
 * @throws Error with the build's output when it does not build
 */
export async function startEmptySite(root: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'swoon-empty-'))
  cpSync(source, folder, { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  // Turbopack follows the link to the packages only within its root.
  const { cacheComponents, partialPrefetching, experimental } = project
  const config = {
    cacheComponents,
    partialPrefetching,
    experimental,
    turbopack: { root: path.parse(root).root },
  }
  writeFileSync(path.join(folder, 'next.config.js'), `export default ${JSON.stringify(config)}`)

  const env = { ...process.env, ...nextVariables('production') }
  const built = spawnSync(process.execPath, nextCommand(root, 'build'), {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`the empty app does not build:\n${built.stdout}${built.stderr}`)

  const port = await freePort()
  const server = spawn(process.execPath, nextCommand(root, 'start', '-p', String(port)), {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = `http://localhost:${port}`
  await new Promise<void>((ready, failed) => {
    server.stdout?.on('data', (text) => String(text).includes('Ready') && ready())
    server.once('exit', (code) => failed(new Error(`the empty app ended with ${code}`)))
  })
  const close = async () => {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, close }
}
