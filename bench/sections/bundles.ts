import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { Section } from '../bench'
import type { Figure } from '../figures'
import { ofRuns } from './times'

const section = 'Bundles'
const root = fileURLToPath(new URL('../..', import.meta.url))
const functions = ['ordering', 'inventory', 'payment', 'reconcile']

/** What each function weighs as it is deployed, and how long a cold start takes to read it. */
export const bundles: Section = async ({ quick }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'swoon-bundles-'))
  try {
    const figures: Figure[] = []
    for (const name of functions) {
      const file = path.join(folder, `${name}.mjs`)
      await bundle(name, file)
      figures.push({
        section,
        name: `${name}, minified`,
        value: statSync(file).size / 1000,
        unit: 'KB',
        target: { atMost: 400 },
      })
      const runs = Array.from({ length: quick ? 3 : 9 }, () => importMs(file))
      figures.push({ section, name: `${name}, import`, ...ofRuns(runs), unit: 'ms', target: { atMost: 60 } })
    }
    return figures
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function bundle(name: string, outfile: string) {
  await build({
    entryPoints: [path.join(root, 'functions', `${name}.ts`)],
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  })
}

/** In a process of its own, from before the import until the handler is there. */
function importMs(file: string) {
  const program = `const began = performance.now()
await import(${JSON.stringify(pathToFileURL(file).href)})
process.stdout.write(String(performance.now() - began))`
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  })
  return Number(answer)
}
