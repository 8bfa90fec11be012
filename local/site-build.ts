import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { beginningOf, Locked, takeLock } from './lock.ts'
import { spawnNext } from './next-process.ts'
import { adviceFor, assertWritable } from './writable.ts'

const sources = [
  'app',
  'build',
  'components',
  'lib',
  'public',
  'next.config.js',
  'instrumentation.ts',
  'proxy.ts',
  'tsconfig.json',
  'tsconfig.site.json',
  'postcss.config.mjs',
  'package.json',
  'package-lock.json',
  'sst-env.d.ts',
]

const progressMs = 10_000

type BuildOptions = {
  root: string
  say: (line: string) => void
  signal: AbortSignal
  /** Throws where a new build may not be run. */
  check?: (folder: string) => void
}

/**
 * Builds the site into a folder of its own, `.builds/<fingerprint>`, unless it stands there already, and removes the
 * builds that no process runs from. This one does until it ends. Only one build runs at a time in `root`.
 * @returns Next's `distDir`, relative to the root
 * @throws Error with the end of the build's output when it fails
 */
export async function buildSite({ root, say, signal, check = () => {} }: BuildOptions) {
  const builds = path.join(root, '.builds')
  assertWritable(path.join(root, 'next-env.d.ts'))
  assertWritable(builds)
  for (const folder of buildsIn(builds)) assertWritable(folder, 1)
  mkdirSync(builds, { recursive: true })
  const lock = await takeTurn(path.join(builds, 'lock'), { say, signal })
  try {
    const id = fingerprint(root).slice(0, 16)
    const distDir = `.builds/${id}/site`
    const built = path.join(builds, id, 'built')
    noteUser(path.join(builds, id))
    if (existsSync(built)) say('site is built already')
    else {
      say('building the site: about a minute, the first time only')
      const progress = setInterval(() => say('still building the site'), progressMs)
      await runBuild({ root, distDir, addChild: lock.addChild, signal }).finally(() =>
        clearInterval(progress),
      )
      check(path.join(root, distDir))
      writeFileSync(built, '')
      say('site built')
    }
    for (const folder of buildsIn(builds))
      if (!isUsed(folder)) rmSync(folder, { recursive: true, force: true })
    return distDir
  } finally {
    lock.release()
  }
}

async function takeTurn(file: string, { say, signal }: Pick<BuildOptions, 'say' | 'signal'>) {
  for (let told = false; ; told = true)
    try {
      return await takeLock(file)
    } catch (error) {
      if (!(error instanceof Locked)) throw error
      if (!told) say(`waiting for process ${error.pid}, which builds the site`)
      await wait(200, undefined, { signal })
    }
}

/** A file named after this process, which says when it began: pids are given again. */
function noteUser(folder: string) {
  const users = path.join(folder, 'users')
  mkdirSync(users, { recursive: true })
  writeFileSync(path.join(users, String(process.pid)), beginningOf(process.pid) ?? '')
}

const isUsed = (folder: string) =>
  entriesOf(path.join(folder, 'users')).some(
    (pid) => readFileSync(path.join(folder, 'users', pid), 'utf8') === beginningOf(Number(pid)),
  )

const entriesOf = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])
const buildsIn = (builds: string) =>
  entriesOf(builds)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => path.join(builds, name))

/** A hash of everything the build reads. */
export function fingerprint(root: string, more: readonly string[] = []) {
  const hash = createHash('sha256')
  for (const file of [...siteSources(root), ...more])
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

/** Every file the build reads, relative to `root`. */
export const siteSources = (root: string) =>
  sources
    .flatMap((place) => filesIn(path.join(root, place)))
    .map((file) => path.relative(root, file))
    .filter((file) => !/\.test\.tsx?$/.test(file))

function filesIn(place: string): string[] {
  const found = statSync(place, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found ? [place] : []
  const names = readdirSync(place).sort()
  return names.flatMap((name) => filesIn(path.join(place, name)))
}

type Run = { root: string; distDir: string; addChild: (pid: number) => void; signal: AbortSignal }

async function runBuild({ root, distDir, addChild, signal }: Run) {
  const env = { ...process.env, SWOON_BUILD: distDir }
  const child = spawnNext(['build'], { cwd: root, env, signal, killSignal: 'SIGKILL' })
  if (child.pid) addChild(child.pid)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  const [code] = await once(child, 'close')
  if (code === 0) return
  if (/ENOSPC|no space left/i.test(output)) throw adviceFor(new Error('no space left for the build'))
  const tail = stripVTControlCharacters(output).trim().split('\n').slice(-40).join('\n')
  throw new Error(`the site does not build:\n${tail}`)
}
