import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { bundleForDeployment } from '../../local/function-bundles'
import { readTopology } from '../../local/topology'
import type { Section } from '../bench'
import type { Figure } from '../figures'
import { ofRuns } from './times'

const section = 'Bundles'
const root = fileURLToPath(new URL('../..', import.meta.url))

/** What each function weighs as it is deployed, and how long a cold start takes to read it. */
export const bundles: Section = async ({ quick }) => {
  const outDir = mkdtempSync(path.join(tmpdir(), 'swoon-bundles-'))
  try {
    const figures: Figure[] = []
    for (const fn of (await readTopology({ root })).functions) {
      const { outfile } = await bundleForDeployment(fn, { root, outDir })
      figures.push({
        section,
        name: `${fn.name}, minified`,
        value: statSync(outfile).size / 1000,
        unit: 'KB',
        target: { atMost: 400 },
      })
      const runs = Array.from({ length: quick ? 3 : 9 }, () => importMs(outfile))
      figures.push({
        section,
        name: `${fn.name}, import`,
        ...ofRuns(runs),
        unit: 'ms',
        target: { atMost: 60 },
      })
    }
    return figures
  } finally {
    rmSync(outDir, { recursive: true })
  }
}

/** In a process of its own, from before the import until the handler is there. */
function importMs(file: string) {
  const program = `const began = performance.now()
await import(${JSON.stringify(pathToFileURL(file).href)})
process.stdout.write(String(performance.now() - began))`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }))
}
