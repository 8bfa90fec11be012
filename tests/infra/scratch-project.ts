import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

/** What is replaced in sst.config.ts, where it must be, and by what. */
export type Edit = readonly (readonly [from: string, to: string, ...unknown[]])[]

/** What tools write; the scratch project has its own. */
const written = new Set(['.git', '.sst', '.next', '.builds', '.open-next', '.local', 'sst.config.ts'])

/**
 * A folder that looks like the project to SST: links to all its sources, and an sst.config.ts and a work folder of its
 * own, so that nothing an evaluation writes meets the project's builds or another evaluation.
 */
export function scratchProject(root: string, within: string, edit: Edit = []) {
  const folder = mkdtempSync(path.join(within, 'swoon-sst-'))
  for (const entry of readdirSync(root))
    if (!written.has(entry)) symlinkSync(path.join(root, entry), path.join(folder, entry))
  let config = readFileSync(path.join(root, 'sst.config.ts'), 'utf8')
  for (const [from, to] of edit) {
    if (!config.includes(from)) throw new Error(`sst.config.ts does not say ${from} any more`)
    config = config.replace(from, to)
  }
  writeFileSync(path.join(folder, 'sst.config.ts'), config)
  mkdirSync(path.join(folder, '.sst'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
