// `npm start` and `npm run dev`: runs start.ts, compiled with the packages that it needs. A loader such as tsx, which looks
// at every module of theirs on its way, takes longer than all the rest of a start. `node --import tsx local/start.ts` runs
// the sources themselves.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const entry = path.join(root, 'local/start.ts')
const kept = path.join(root, 'node_modules/.cache/swoon')
const keptMs = 24 * 3600 * 1000

const program = path.join(kept, `start-${version()}`)
if (!existsSync(program)) await compile()
await import(pathToFileURL(path.join(program, 'start.mjs')).href)

/** Of the sources, by size and time, and of the packages: npm writes its hidden lock file whenever it has changed one. */
function version() {
  const hash = createHash('sha256')
  const sources = ['local', 'lib'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(root, folder, file)),
  )
  for (const file of [...sources, path.join(root, 'node_modules/.package-lock.json')]) {
    if (!/\.(ts|mjs|json)$/.test(file) || file.endsWith('.test.ts')) continue
    const found = statSync(file, { throwIfNoEntry: false })
    hash.update(`${file} ${found?.mtimeMs} ${found?.size}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

/** Into a folder of its own, which takes its place at once: another start may be doing the same. */
async function compile() {
  const { build } = await import('esbuild')
  mkdirSync(kept, { recursive: true })
  const outdir = mkdtempSync(path.join(kept, 'compiling-'))
  await build({
    entryPoints: [entry],
    absWorkingDir: root,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.9',
    // The one has a program beside it, of the other queue-store.ts takes parts.
    external: ['esbuild', 'fauxqs'],
    // What stands beside a source is found from there; all sources that look for something are in this folder.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(entry).href) },
    // CommonJS packages inside an ES module call require.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  })
  try {
    renameSync(outdir, program)
  } catch (error) {
    rmSync(outdir, { recursive: true })
    if (!existsSync(program)) throw error
  }
  removeOld()
}

/** Not at once: a shop that runs loads some of its program late. */
function removeOld() {
  for (const name of readdirSync(kept)) {
    const folder = path.join(kept, name)
    if (Date.now() - statSync(folder).mtimeMs > keptMs) rmSync(folder, { recursive: true, force: true })
  }
}
