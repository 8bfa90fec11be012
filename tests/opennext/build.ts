import { spawn } from 'node:child_process'
import { once } from 'node:events'
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
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { fingerprint, siteSources } from '../../local/site-build.ts'

const config = 'open-next.config.ts'
const guard = fileURLToPath(new URL('./no-network.cjs', import.meta.url))

/** Variables under which a Node process, and every one it starts, ends when it asks for another host. */
export const offline = {
  NODE_OPTIONS: [process.env.NODE_OPTIONS, `--require ${JSON.stringify(guard)}`].filter(Boolean).join(' '),
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
}

const secret = 'planted-into-the-environment-of-the-build'
/** What a deployment has in its environment while it builds, and no build may hold. */
export const planted = {
  value: secret,
  environment: {
    SESSION_SECRET: secret,
    OPERATOR_PASSWORD: secret,
    AWS_SECRET_ACCESS_KEY: secret,
    ...Object.fromEntries(
      ['SessionSecret', 'PaymentSecret', 'EdgeSecret', 'OperatorPassword'].map((name) => [
        `SST_RESOURCE_${name}`,
        JSON.stringify({ type: 'sst.sst.Secret', value: secret }),
      ]),
    ),
  },
}

/**
 * Builds the site as `sst deploy` does, with OpenNext and no network, unless the last build came from the same inputs.
 * It builds a copy under `.open-next/`: a standalone build would write over the developer's `.next`.
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
  await runOpenNext(copy)
  writeFileSync(stamp, inputs)
  return output
}

/** In a process group of its own, which ends with this process: a build that nobody waits for would still write. */
async function runOpenNext(cwd: string) {
  const openNext = path.join(cwd, 'node_modules/@opennextjs/aws/dist/index.js')
  const build = spawn(process.execPath, [openNext, 'build'], {
    cwd,
    env: {
      ...process.env,
      ...planted.environment,
      ...offline,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const abandon = () => build.pid && process.kill(-build.pid, 'SIGKILL')
  process.once('exit', abandon)
  const [printed, complained, [code]] = await Promise.all([
    text(build.stdout),
    text(build.stderr),
    once(build, 'exit'),
  ])
  process.off('exit', abandon)
  if (code === 0) return
  const tail = `${printed}${complained}`.trim().split('\n').slice(-40).join('\n')
  throw new Error(`the site does not build for Lambda:\n${tail}`)
}

/** Turbopack takes no package from outside the folder it builds; hard links cost a second and no space. */
function linkTree(from: string, to: string) {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkSync(source, target)
  }
}
