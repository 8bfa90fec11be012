import { createRequire } from 'node:module'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import { build } from 'esbuild'
import type * as z from 'zod'
import type { Alarm, LambdaFunction, Policy, Queue, Rule, Table, Target } from './topology/arguments.ts'
import { standInsFor } from './topology/stand-ins.ts'

export type { Alarm, LambdaFunction, Queue, Table }

type Named<A extends z.ZodType> = z.output<A> & { name: string }

/**
 * What sst.config.ts describes. Strings may hold references such as `${OrderQueue.arn}`, which `resolveReferences`
 * replaces once AWS has answered.
 */
export type Topology = {
  app: { name: string; stage: string }
  tables: Table[]
  queues: Queue[]
  queuePolicies: Named<typeof Policy>[]
  buses: { name: string }[]
  rules: Named<typeof Rule>[]
  targets: Named<typeof Target>[]
  functions: LambdaFunction[]
  mails: { name: string; sender: string }[]
  sites: { name: string; links: string[]; environment: Record<string, string> }[]
  /** The name of each log group, and whose lines it holds. */
  logGroups: { name: string; group: string; of: string }[]
  secrets: string[]
  alarms: Alarm[]
  topics: string[]
  /** What `Resource.X` will show. */
  links: { name: string; properties: Record<string, string> }[]
}

type Config = { app(input: { stage: string }): { name: string }; run(): Promise<unknown> }

/**
 * Evaluates sst.config.ts, in the folder `root`, with stand-ins that note what it creates, and nothing else.
 * @throws Error of one line naming a component, argument or property that the stand-ins do not know
 */
export async function readTopology({ root = process.cwd(), stage = 'local' } = {}): Promise<Topology> {
  const filename = path.join(root, 'sst.config.ts')
  const app = { name: '', stage }
  const { globals, finish } = standInsFor({
    app,
    tables: [],
    queues: [],
    queuePolicies: [],
    buses: [],
    rules: [],
    targets: [],
    functions: [],
    mails: [],
    sites: [],
    logGroups: [],
    secrets: [],
    alarms: [],
    topics: [],
    links: [],
  })
  const code = await bundle(filename)
  const load = compileFunction(code, ['module', 'require', '$config', ...Object.keys(globals)], { filename })
  const module: { exports: { default?: Config } } = { exports: {} }
  load(module, createRequire(filename), (config: Config) => config, ...Object.values(globals))
  const config = module.exports.default
  if (!config) throw new Error('sst.config.ts has no default export')
  app.name = config.app({ stage }).name
  await config.run()
  return finish()
}

async function bundle(entry: string) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
