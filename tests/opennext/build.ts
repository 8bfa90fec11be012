import { execFile } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { fingerprint, siteSources } from '../../local/site-build.ts'
import { offline } from './offline.ts'

const run = promisify(execFile)
const config = 'open-next.config.ts'

/**
 * Builds the site as `sst deploy` does, with OpenNext and no network, unless the last build came from the same inputs.
 * It builds a copy under `.open-next/`, because it would write over the `.next` that a running shop serves.
 *
 * @returns the folder OpenNext wrote
 * @throws Error with the end of the build's output when it fails
 */
export async function buildForLambda(root: string) {
  const copy = path.join(root, '.open-next', 'site')
  const output = path.join(copy, '.open-next')
  const stamp = path.join(output, 'swoon-inputs')
  const inputs = fingerprint(root, [config])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return output
  rmSync(copy, { recursive: true, force: true })
  for (const file of [...siteSources(root), config]) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true })
    copyFileSync(path.join(root, file), path.join(copy, file))
  }
  linkTree(realpathSync(path.join(root, 'node_modules')), path.join(copy, 'node_modules'))
  const openNext = path.join(copy, 'node_modules/@opennextjs/aws/dist/index.js')
  try {
    await run(process.execPath, [openNext, 'build'], {
      cwd: copy,
      env: { ...process.env, ...offline, NEXT_TELEMETRY_DISABLED: '1' },
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(
      `the site does not build for Lambda:\n${`${stdout}${stderr}`.split('\n').slice(-40).join('\n')}`,
    )
  }
  writeFileSync(stamp, inputs)
  return output
}

/** Turbopack takes no package from outside the folder it builds; hard links cost a second and no space. */
function linkTree(from: string, to: string) {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkFile(source, target)
  }
}

function linkFile(source: string, target: string) {
  try {
    linkSync(source, target)
  } catch (error) {
    // Another file system.
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    copyFileSync(source, target)
  }
}
