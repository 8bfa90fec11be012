import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { readTopology } from '../../local/topology'
import type { Resource } from './evaluation/mocks'
import type { Build } from './evaluation/rpc'
import { ensurePlatform } from './platform'
import { type Edit, scratchProject } from './scratch-project'

export type Graph = {
  app: { name: string; stage: string; removal?: string; protect?: boolean }
  resources: Resource[]
  builds: Build[]
}

type Evaluation = {
  stage: string
  /** As under `sst dev`. */
  dev?: boolean
  edit?: Edit
  /** Values by name; each secret has one without this. */
  secrets?: Record<string, string>
  /** EMAIL_SENDER; none where it is blank. */
  sender?: string
}

export const secretValue = (name: string) => `the-value-of-${name}-and-no-other`

/**
 * What `sst deploy` would create: sst.config.ts evaluated with SST's own components in a process of its own, without
 * AWS, Pulumi's engine or the network.
 *
 * @throws Error with SST's message when sst.config.ts cannot be evaluated
 */
export async function evaluate({ stage, dev = false, edit, secrets, sender }: Evaluation): Promise<Graph> {
  const root = process.cwd()
  await ensurePlatform(root)
  const names = secrets ? [] : (await readTopology()).secrets
  const values = secrets ?? Object.fromEntries(names.map((name) => [name, secretValue(name)]))
  const { folder, remove } = scratchProject(root, tmpdir(), edit)
  try {
    mkdirSync(path.join(folder, '.sst/artifacts'))
    const program = path.join(root, 'tests/infra/evaluation/main.ts')
    const result = path.join(folder, '.graph.json')
    const args = [program, path.join(root, '.sst/platform'), stage, dev ? 'dev' : 'deploy', result]
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('SST_'))
    const given = Object.entries(values).map(([name, value]) => [`SST_SECRET_${name}`, value])
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
      cwd: folder,
      env: {
        ...Object.fromEntries([...others, ...given]),
        ...(sender !== undefined && { EMAIL_SENDER: sender }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [complaints, [code, signal]] = await Promise.all([text(child.stderr), once(child, 'close')])
    if (code !== 0 && code !== 1)
      throw new Error(`the evaluation ended with ${signal ?? code}: ${complaints}`)
    const written: Graph | { error: string } = JSON.parse(readFileSync(result, 'utf8'), parsed)
    if ('error' in written) throw new Error(written.error)
    return written
  } finally {
    remove()
  }
}

/** Policies and patterns are JSON in a text. */
const parsed = (_: string, value: unknown) =>
  typeof value === 'string' && /^(\{.*\}|\[.*\])$/s.test(value) ? JSON.parse(value) : value
