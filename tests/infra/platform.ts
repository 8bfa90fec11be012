import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import { scratchProject } from './scratch-project'

const Package = z.object({ version: z.string() })
const Platform = z.object({ dependencies: z.record(z.string(), z.string()) })

/** Without these SST downloads Pulumi and Bun, and as root asks for a stage. */
const offline = {
  SST_SKIP_DEPENDENCY_CHECK: '1',
  SST_NO_BUN: '1',
  SST_TELEMETRY_DISABLED: '1',
  SST_STAGE: 'test',
}

/**
 * Makes `.sst/platform`, SST's components with all they depend on, by `sst install` where it is missing, of another
 * version of SST, or not whole. It is installed aside and moved in when done, so an install that is killed leaves
 * nothing behind that looks finished.
 *
 * @throws Error of one line when it cannot be installed
 */
export async function ensurePlatform(root = process.cwd(), say: (line: string) => void = () => {}) {
  const fault = platformFault(root)
  if (!fault) return
  say(`preparing .sst/platform (${fault})`)
  const work = path.join(root, '.sst')
  mkdirSync(work, { recursive: true })
  const { folder, remove } = scratchProject(root, work)
  try {
    await install(root, folder)
    const left = platformFault(root, path.join(folder, '.sst'))
    if (left) throw new Error(`sst install ended well, but ${left}`)
    if (existsSync(path.join(work, 'platform')))
      renameSync(path.join(work, 'platform'), path.join(folder, 'replaced'))
    renameSync(path.join(folder, '.sst/platform'), path.join(work, 'platform'))
    copyFileSync(path.join(folder, '.sst/provider-lock.json'), path.join(work, 'provider-lock.json'))
  } catch (error) {
    // Another process may have been quicker.
    if (platformFault(root)) throw error
  } finally {
    remove()
  }
}

/** What keeps `<work>/platform` from being used, or undefined. */
export function platformFault(root: string, work = path.join(root, '.sst')): string | undefined {
  const read = (...file: string[]) => readFileSync(path.join(...file), 'utf8')
  const versionIn = (folder: string) => Package.parse(JSON.parse(read(folder, 'package.json'))).version
  const platform = path.join(work, 'platform')
  try {
    const wanted = versionIn(path.join(root, 'node_modules/sst'))
    const found = read(platform, 'version').trim()
    if (found !== wanted) return `it is of sst ${found}, and ${wanted} is installed`
    // Written last.
    read(platform, 'config.d.ts')
    read(work, 'provider-lock.json')
    const { dependencies } = Platform.parse(JSON.parse(read(platform, 'package.json')))
    for (const [name, range] of Object.entries(dependencies)) {
      const installed = versionIn(path.join(platform, 'node_modules', name))
      if (!/^[\^~]/.test(range) && installed.replace(/^v/, '') !== range.replace(/^v/, ''))
        return `it has ${name} ${installed}, not ${range}`
    }
    return undefined
  } catch (error) {
    return `it is not whole: ${error instanceof Error ? error.message : error}`
  }
}

async function install(root: string, cwd: string) {
  const sst = spawn(process.execPath, [path.join(root, 'node_modules/sst/bin/sst.mjs'), 'install'], {
    cwd,
    env: { ...process.env, ...offline },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err, [code]] = await Promise.all([text(sst.stdout), text(sst.stderr), once(sst, 'close')])
  const last = `${out}${err}`.trim().split('\n').at(-1)
  if (code !== 0) throw new Error(`sst install failed with ${code}: ${last || 'it said nothing'}`)
}
