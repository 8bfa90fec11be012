import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { Locked, takeLock } from './lock.ts'
import { nextBinary, nextVariables } from './next-process.ts'

const folders = ['app', 'components', 'lib', 'public']
const files = [
  'next.config.js',
  'instrumentation-client.ts',
  'tsconfig.json',
  'postcss.config.mjs',
  'package.json',
  'package-lock.json',
  'sst-env.d.ts',
]

type BuildOptions = { root: string; say: (line: string) => void; signal: AbortSignal }

/**
 * Builds the site unless the last build came from the same inputs. Only one build runs at a time in `root`.
 *
 * @throws Error with the end of the build's output when it fails
 */
export async function buildSite({ root, say, signal }: BuildOptions) {
  const release = await takeTurn({ root, say, signal })
  try {
    const inputs = fingerprint(root)
    const stamp = path.join(root, '.next', 'swoon-inputs')
    const built = existsSync(path.join(root, '.next', 'BUILD_ID')) && existsSync(stamp)
    if (built && readFileSync(stamp, 'utf8') === inputs) return say('site is built already')
    rmSync(stamp, { force: true })
    say('building the site')
    await runBuild(root, signal)
    writeFileSync(stamp, inputs)
    say('site built')
  } finally {
    release()
  }
}

/** The lock is outside `.next`, which a build clears. */
async function takeTurn({ root, say, signal }: BuildOptions) {
  const id = createHash('sha256').update(root).digest('hex').slice(0, 16)
  let told = false
  for (;;) {
    try {
      return (await takeLock(path.join(tmpdir(), `swoon-build-${id}.lock`))).release
    } catch (error) {
      if (!(error instanceof Locked)) throw error
      if (!told) say(`waiting for process ${error.pid}, which builds the site`)
      told = true
      await wait(200, undefined, { signal })
    }
  }
}

/** A hash of everything the build reads, and of the Node that runs it. */
export function fingerprint(root: string, more: readonly string[] = []) {
  const hash = createHash('sha256').update(process.version)
  for (const file of [...siteSources(root), ...more])
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

/** Every file the build reads, relative to `root`. */
export const siteSources = (root: string) =>
  [...folders.flatMap((folder) => filesIn(path.join(root, folder))), ...files]
    .map((file) => path.relative(root, path.resolve(root, file)))
    .filter((file) => existsSync(path.join(root, file)) && !/\.test\.tsx?$/.test(file))

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name)
      return entry.isDirectory() ? filesIn(full) : [full]
    })
}

async function runBuild(root: string, signal: AbortSignal) {
  const child = spawn(process.execPath, [nextBinary(root), 'build'], {
    cwd: root,
    env: { ...process.env, ...nextVariables('production') },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    signal,
    killSignal: 'SIGKILL',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  const code = await new Promise<number | null>((ended, failed) => {
    child.once('error', failed).once('close', ended)
  })
  if (code === 0) return
  const tail = stripVTControlCharacters(output).trim().split('\n').slice(-40).join('\n')
  throw new Error(`the site does not build:\n${tail}`)
}
