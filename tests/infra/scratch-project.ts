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
import type { Edit } from './edits'

/** What tools write; the scratch project has its own. */
const written = new Set(['.git', '.sst', '.next', '.builds', '.open-next', '.local', 'sst.config.ts'])

/**
 * A folder that looks like the project to SST: links to all its sources, and an sst.config.ts and a work folder of its
 * own, so that nothing an evaluation writes meets the project's builds or another evaluation.
 *
 * @param within the folder to make it in
 * @param edit changes the text of sst.config.ts
 */
export function scratchProject(root: string, within: string, edit: Edit = (config) => config) {
  const folder = mkdtempSync(path.join(within, 'swoon-sst-'))
  for (const entry of readdirSync(root))
    if (!written.has(entry)) symlinkSync(path.join(root, entry), path.join(folder, entry))
  writeFileSync(
    path.join(folder, 'sst.config.ts'),
    edit(readFileSync(path.join(root, 'sst.config.ts'), 'utf8')),
  )
  mkdirSync(path.join(folder, '.sst'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
