import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { build, type Plugin } from 'esbuild'
import { startDynamo } from '../../local/dynamo'
import { provisionTables } from '../../local/provision/tables'
import { resourceEnvironment } from '../../local/resource-environment'
import { readTopology } from '../../local/topology'
import type { Mutant } from './mutants'
import type { Scenario } from './scenarios'
import type { Answer, ScenarioResult, SeedResult, Task } from './worker'

/** One safeguard taken out of the code, by replacing a text that occurs exactly once in a file. */
export type Patch = { file: string; find: string; replace: string }

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')

/** Bundles the simulation with the shop's own functions and verbs, patched or as they are. */
export async function bundleWorker(outfile: string, patches: readonly Patch[] = []) {
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
    plugins: [withGateway, patched(patches)],
  })
}

const withGateway: Plugin = {
  name: 'gateway',
  setup({ onResolve }) {
    onResolve({ filter: /\/simulated-gateway$/ }, () => ({ path: path.join(here, 'gateway.ts') }))
  },
}

const patched = (patches: readonly Patch[]): Plugin => ({
  name: 'patches',
  setup({ onLoad }) {
    for (const file of new Set(patches.map((patch) => patch.file))) {
      const filter = new RegExp(`${file.replace(/[.\\/]/g, '[.\\\\/]')}$`)
      onLoad({ filter }, async () => {
        const text = await readFile(path.join(root, file), 'utf8')
        const own = patches.filter((patch) => patch.file === file)
        return {
          contents: own.reduce(replaceOnce, text),
          loader: 'ts',
          resolveDir: path.dirname(path.join(root, file)),
        }
      })
    }
  },
})

/** @throws Error when the text to replace is not there, or not just once */
function replaceOnce(text: string, { file, find, replace }: Patch) {
  const parts = text.split(find)
  if (parts.length !== 2) throw new Error(`"${find}" occurs ${parts.length - 1} times in ${file}, not once`)
  return parts.join(replace)
}

export type Plan = Extract<Task, { plan: unknown }>['plan']

/** What the simulated processes find in their environment. */
export async function workerEnvironment() {
  const topology = await readTopology()
  const known = new Map<string, string>()
  for (const { name } of [...topology.tables, ...topology.buses, ...topology.queues]) {
    known.set(`${name}.name`, name)
    known.set(`${name}.arn`, `arn:aws:sqs:us-east-1:000000000000:${name}`)
    known.set(`${name}.url`, `https://sqs/${name}`)
  }
  for (const name of topology.secrets) known.set(`${name}.value`, 'secret')
  for (const { name } of topology.sites) known.set(`${name}.url`, 'http://localhost')
  return {
    ...resourceEnvironment(topology, known),
    AWS_REGION: 'us-east-1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    // Who is told is read from them.
    POWERTOOLS_METRICS_DISABLED: 'false',
    CHAOS_TOPOLOGY: JSON.stringify(topology),
  }
}

type Run = {
  file: string
  env: Record<string, string>
  plans: Iterable<Plan>
  workers?: number
  /** Answers false to stop: no further plan is started. */
  onResult: (result: SeedResult) => boolean | undefined
}

/**
 * Runs the plans in as many processes as there are cores.
 *
 * @throws Error when the simulation itself fails
 */
export async function runPlans({ file, env, plans, workers = cpus().length, onResult }: Run) {
  const queue = plans[Symbol.iterator]()
  let stopped = false
  let id = 0
  const take = () => {
    const next = stopped ? undefined : queue.next()
    return next && !next.done ? next.value : undefined
  }

  const serve = (child: ChildProcess) =>
    new Promise<void>((resolve, reject) => {
      const give = () => {
        const plan = take()
        if (plan) child.send({ id: ++id, plan } satisfies Task)
        else resolve()
      }
      child.on('message', (answer: Answer) => {
        if ('error' in answer) return reject(new Error(answer.error))
        if ('result' in answer && onResult(answer.result) === false) stopped = true
        give()
      })
      child.once('exit', (code) => reject(new Error(`a worker ended with code ${code}`)))
      child.once('error', reject)
      give()
    })

  const children = Array.from({ length: workers }, () =>
    fork(file, { env: { ...process.env, ...env }, execArgv: [] }),
  )
  try {
    await Promise.all(children.map(serve))
  } finally {
    stopped = true
    for (const child of children) {
      child.removeAllListeners()
      child.kill()
    }
  }
}

/** Runs one scenario in a process of its own. */
export const runScenarioIn = (file: string, env: Record<string, string>, scenario: Scenario) =>
  new Promise<ScenarioResult>((resolve, reject) => {
    const child = fork(file, { env: { ...process.env, ...env }, execArgv: [] })
    child.once('error', reject)
    child.once('message', (answer: Answer) => {
      child.kill()
      if ('scenario' in answer) resolve(answer.scenario)
      else reject(new Error('error' in answer ? answer.error : 'no scenario was run'))
    })
    child.send({ id: 1, scenario } satisfies Task)
  })

type Campaign = {
  plans: Iterable<Plan>
  patches?: readonly Patch[]
  workers?: number
  /** For the workers, beside what every worker needs. */
  env?: Record<string, string>
  onResult?: (result: SeedResult) => boolean | undefined
}

/** Bundles the shop, patched or as it is, for as long as `use` takes. */
export async function withWorker<T>(
  patches: readonly Patch[],
  use: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swoon-chaos-'))
  try {
    const file = path.join(folder, 'worker.mjs')
    await bundleWorker(file, patches)
    return await use(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs the plans and answers their results in the order of their seeds. */
export function runCampaign({ plans, patches = [], workers, env: extra, onResult }: Campaign) {
  return withWorker(patches, async (file) => {
    const results: SeedResult[] = []
    await runPlans({
      file,
      env: { ...(await workerEnvironment()), ...extra },
      plans,
      ...(workers && { workers }),
      onResult(result) {
        results.push(result)
        return onResult?.(result)
      },
    })
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
  const client = new DynamoDBClient({ endpoint: server.url, region: 'us-east-1', credentials })
  try {
    await provisionTables(client, (await readTopology()).tables, new Map())
    const env = { CHAOS_DYNAMODB: server.url }
    const [result] = await runCampaign({ plans: [plan], workers: 1, env })
    if (!result) throw new Error(`seed ${plan.seed} gave no result`)
    return result
  } finally {
    client.destroy()
    await server.close()
  }
}

export type Caught = { mutant: Mutant; seeds: number; by: string | undefined; seed: number | undefined }

/** Runs seeds on the shop without one safeguard until a run notices. */
export async function hunt(mutant: Mutant, mostSeeds: number): Promise<Caught> {
  const results = await runCampaign({
    plans: seedsFrom(1, mostSeeds),
    patches: [mutant],
    onResult: ({ violations }) => violations.length === 0,
  })
  const caught = results.find(({ violations }) => violations.length > 0)
  const by = [...new Set(caught?.violations.map(({ invariant }) => invariant))].join(', ')
  return { mutant, seeds: results.length, by: by || undefined, seed: caught?.seed }
}
