import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { build, type Plugin } from 'esbuild'
import { startDynamo } from '../../local/dynamo'
import { provisionTables } from '../../local/provision/tables'
import { readTopology } from '../../local/topology'
import { pretendedResources } from '../pretended-resources'
import type { Mutant } from './mutants'
import type { SeedResult } from './run-seed'
import type { Answer, Task } from './worker'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')

/** Bundles the simulation with the shop's own functions and verbs, patched or as they are. */
async function bundleWorker(outfile: string, patch?: Mutant) {
  await build({
    entryPoints: [path.join(here, 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    // CommonJS packages inside an ES module call require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [withStandIns, ...(patch ? [patched(patch)] : [])],
  })
}

const withStandIns: Plugin = {
  name: 'stand-ins',
  setup({ onResolve }) {
    onResolve({ filter: /\/(simulated-gateway|keep-pauses)$/ }, () => ({ path: path.join(here, 'seam.ts') }))
  },
}

const patched = ({ file, find, replace }: Mutant): Plugin => ({
  name: 'patch',
  setup({ onLoad }) {
    onLoad({ filter: new RegExp(`${file.replace(/[.\\/]/g, '[.\\\\/]')}$`) }, async () => {
      const parts = (await readFile(path.join(root, file), 'utf8')).split(find)
      if (parts.length !== 2)
        throw new Error(`"${find}" occurs ${parts.length - 1} times in ${file}, not once`)
      return { contents: parts.join(replace), loader: 'ts' }
    })
  },
})

type Plan = Extract<Task, { plan: unknown }>['plan']

/** What the simulated processes find in their environment. */
async function workerEnvironment() {
  // A shop that sends mail does what one without does, and more.
  const EMAIL_SENDER = 'shop@example.com'
  Object.assign(process.env, { EMAIL_SENDER })
  const topology = await readTopology()
  return {
    ...pretendedResources(topology),
    EMAIL_SENDER,
    AWS_REGION: 'us-east-1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    // Who is told is read from them.
    POWERTOOLS_METRICS_DISABLED: 'false',
    CHAOS_TOPOLOGY: JSON.stringify(topology),
  }
}

type Workers = {
  patch?: Mutant
  count?: number
  /** For the workers, beside what every worker needs. */
  env?: Record<string, string>
}
type Ask = (task: Task) => Promise<Answer>

/**
 * Runs the shop, patched or as it is, in processes of its own for as long as `use` takes.
 *
 * @throws Error when the simulation itself fails
 */
export async function withWorkers<T>(
  { patch, count = 1, env: extra }: Workers,
  use: (workers: Ask[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swoon-chaos-'))
  const children: ChildProcess[] = []
  try {
    const file = path.join(folder, 'worker.mjs')
    await bundleWorker(file, patch)
    const env = { ...process.env, ...(await workerEnvironment()), ...extra }
    for (let index = 0; index < count; index++) children.push(fork(file, { env, execArgv: [] }))
    return await use(children.map(askOf))
  } finally {
    for (const child of children) child.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

function askOf(child: ChildProcess): Ask {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a worker ended with code ${code}`)
  })
  ended.catch(() => {})
  return async (task) => {
    const answered = once(child, 'message')
    child.send(task)
    const [answer]: Answer[] = await Promise.race([answered, ended])
    if (!answer || 'error' in answer) throw new Error(answer?.error)
    return answer
  }
}

type Campaign = Workers & {
  plans: Iterable<Plan>
  /** Answers false to stop: no further plan is started. */
  onResult?: (result: SeedResult) => boolean | undefined
}

/** Runs the plans in as many processes as there are cores, and answers their results in the order of their seeds. */
export function runCampaign({ plans, onResult, count = cpus().length, ...workers }: Campaign) {
  return withWorkers({ ...workers, count }, async (asks) => {
    const queue = plans[Symbol.iterator]()
    const results: SeedResult[] = []
    let stopped = false
    const serve = async (ask: Ask) => {
      for (let next = queue.next(); !stopped && !next.done; next = queue.next()) {
        const answer = await ask({ plan: next.value })
        if (!('seed' in answer)) throw new Error('no seed was run')
        results.push(answer)
        if (onResult?.(answer) === false) stopped = true
      }
    }
    await Promise.all(asks.map(serve))
    return results.sort((a, b) => a.seed - b.seed)
  })
}

export function* seedsFrom(first: number, count: number, plan: Omit<Plan, 'seed'> = {}): Iterable<Plan> {
  for (let seed = first; seed < first + count; seed++) yield { ...plan, seed }
}

/** Runs one seed with its tables in a DynamoDB of its own instead of in the model. */
export async function runOnDynoxide(plan: Plan): Promise<SeedResult> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const server = await startDynamo({ callers: credentials })
  const client = new DynamoDB({ endpoint: server.url, region: 'us-east-1', credentials })
  try {
    await provisionTables(client, (await readTopology()).tables, new Map())
    const env = { CHAOS_DYNAMODB: server.url }
    const [result] = await runCampaign({ plans: [plan], count: 1, env })
    if (!result) throw new Error(`seed ${plan.seed} gave no result`)
    return result
  } finally {
    client.destroy()
    await server.close()
  }
}

/** Runs seeds on the shop without one safeguard until a run notices. */
export async function hunt(mutant: Mutant, mostSeeds: number) {
  const results = await runCampaign({
    plans: seedsFrom(1, mostSeeds),
    patch: mutant,
    onResult: ({ violations }) => violations.length === 0,
  })
  const caught = results.find(({ violations }) => violations.length > 0)
  const by = [...new Set(caught?.violations.map(({ invariant }) => invariant))].join(', ')
  return { seeds: results.length, by: by || undefined, seed: caught?.seed }
}
