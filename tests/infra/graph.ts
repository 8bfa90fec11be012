import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { readTopology } from '../../local/topology'
import type { Edit } from './edits'
import type { Resource } from './evaluation/mocks'
import type { Build } from './evaluation/rpc'
import { ensurePlatform } from './platform'
import { scratchProject } from './scratch-project'

export type Graph = {
  app: { name: string; stage: string; removal?: string; protect?: boolean }
  resources: Resource[]
  builds: Build[]
}

type Evaluation = {
  stage: string
  /** As under `sst dev`. */
  dev?: boolean
  /** Changes the text of sst.config.ts before it is evaluated. */
  edit?: Edit
  /** Values by name; each secret has one without this. */
  secrets?: Record<string, string>
}

export const secretValue = (name: string) => `the-value-of-${name}-and-no-other`

/**
 * What `sst deploy` would create: sst.config.ts evaluated with SST's own components in a process of its own, without
 * AWS, Pulumi's engine or the network.
 *
 * @throws Error with SST's message when sst.config.ts cannot be evaluated
 */
export async function evaluate({ stage, dev = false, edit, secrets }: Evaluation): Promise<Graph> {
  const root = process.cwd()
  await ensurePlatform(root)
  const platform = path.join(root, '.sst/platform')
  const values = secrets ?? (await everySecret())
  const { folder, remove } = scratchProject(root, tmpdir(), edit)
  try {
    mkdirSync(path.join(folder, '.sst/artifacts'))
    symlinkSync(path.join(platform, 'node_modules'), path.join(folder, '.sst/node_modules'))
    const program = path.join(folder, '.graph.mjs')
    const result = path.join(folder, '.graph.json')
    await build({
      entryPoints: [path.join(root, 'tests/infra/evaluation/main.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'silent',
    })
    const env = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`SST_SECRET_${name}`, value]),
    )
    await runProgram([program, platform, stage, dev ? 'dev' : 'deploy', result], folder, env)
    return readResult(result)
  } finally {
    remove()
  }
}

async function everySecret() {
  const { secrets } = await readTopology()
  return Object.fromEntries(secrets.map((name) => [name, secretValue(name)]))
}

function readResult(file: string): Graph {
  const written: Graph | { error: string } = JSON.parse(readFileSync(file, 'utf8'))
  if ('error' in written) throw new Error(written.error)
  return written
}

function runProgram(args: string[], cwd: string, env: Record<string, string>) {
  const own = Object.keys(process.env).filter((name) => name.startsWith('SST_'))
  const unset = Object.fromEntries(own.map((name) => [name, undefined]))
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...unset, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const errors: string[] = []
  child.stderr.on('data', (data) => errors.push(String(data)))
  return new Promise<void>((resolve, reject) =>
    child.on('close', (code, signal) => {
      if (code === 0 || code === 1) resolve()
      else reject(new Error(`the evaluation ended with ${signal ?? code}: ${errors.join('')}`))
    }),
  )
}
