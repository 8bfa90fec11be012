import { cpSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const leftOut = /^(node_modules|bench|docs|e2e|tests|test-results|playwright-report|\..+)$/

/**
 * The shop's own configuration and what `instant()` needs: its testing API is in a production build only where it is
 * asked for, and must not be in one that is deployed. Turbopack follows the link to the packages only within its root.
 */
const config = `import shop from './shop.config.js'
const root = ${JSON.stringify(path.parse(root).root)}
export default {
  ...shop,
  experimental: { ...shop.experimental, exposeTestingApiInProductionBuild: true },
  outputFileTracingRoot: root,
  turbopack: { ...shop.turbopack, root },
  typescript: { ignoreBuildErrors: true },
}
`

/** A copy of the project that differs in its configuration alone. */
function copyProject() {
  const copy = mkdtempSync(path.join(tmpdir(), 'swoon-instant-'))
  const isWanted = (file: string) => !leftOut.test(path.relative(root, file).split(path.sep)[0] ?? '')
  cpSync(root, copy, { recursive: true, filter: isWanted })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  renameSync(path.join(copy, 'next.config.js'), path.join(copy, 'shop.config.js'))
  writeFileSync(path.join(copy, 'next.config.js'), config)
  return copy
}

const copy = copyProject()
process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
process.chdir(copy)
await import(pathToFileURL(path.join(copy, 'local/start.ts')).href)
