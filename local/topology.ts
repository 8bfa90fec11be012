import { createRequire } from 'node:module'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import { build } from 'esbuild'
import { standInsFor } from './topology/stand-ins.ts'
import { NotRecorded } from './topology/strict.ts'

export type Table = {
  name: string
  /** Key attributes and their DynamoDB types. */
  fields: Record<string, 'S' | 'N' | 'B'>
  hashKey: string
  rangeKey?: string
  indexes: {
    name: string
    hashKey: string
    rangeKey?: string
    projection: 'ALL' | 'KEYS_ONLY' | readonly string[]
  }[]
  /** The attribute that holds epoch seconds. */
  ttl?: string
}

export type Queue = {
  name: string
  visibilityTimeoutSeconds: number
  messageRetentionSeconds?: number
  deadLetters?: { arn: string; maxReceiveCount: number }
}

/** `bus` is a reference to the bus's name, `pattern` the event pattern as JSON text. */
export type Rule = { name: string; bus: string; pattern: string }

export type Target = {
  name: string
  id: string
  /** References: the rule's name, the bus's name, the ARN of the queue. */
  rule: string
  bus: string
  arn: string
  deadLetterArn?: string
  retry?: { maximumEventAgeInSeconds?: number; maximumRetryAttempts?: number }
}

type QueueTrigger = {
  queue: string
  batchSize: number
  /** As on AWS without a setting: no limit but the account's. */
  maximumConcurrency?: number
  partialResponses: boolean
}

export type LambdaFunction = {
  /** The handler's file name: `ordering` for `functions/ordering.handler`. */
  name: string
  file: string
  exported: string
  timeoutSeconds: number
  memoryMb: number
  /** How it is bundled when deployed. */
  bundling: { minify: boolean; external: readonly string[] }
  environment: Record<string, string>
  /** Names of linked resources. */
  links: string[]
  trigger: QueueTrigger | { schedule: string; event: unknown }
}

/**
 * What sst.config.ts describes. Strings may hold references such as `${OrderQueue.arn}`,
 * which `resolveReferences` replaces once AWS has answered.
 */
export type Topology = {
  app: { name: string; stage: string }
  tables: Table[]
  queues: Queue[]
  queuePolicies: { name: string; queueUrl: string; policy: string }[]
  buses: { name: string }[]
  rules: Rule[]
  targets: Target[]
  functions: LambdaFunction[]
  sites: { name: string; links: string[]; environment: Record<string, string> }[]
  secrets: string[]
  alarms: string[]
  topics: string[]
  /** What `Resource.X` will show. */
  links: { name: string; properties: Record<string, string> }[]
}

const nothing = {
  tables: [],
  queues: [],
  queuePolicies: [],
  buses: [],
  rules: [],
  targets: [],
  functions: [],
  sites: [],
  secrets: [],
  alarms: [],
  topics: [],
  links: [],
}

type Config = { app(input: { stage: string }): { name: string }; run(): Promise<unknown> }

/**
 * Evaluates sst.config.ts with stand-ins that note what it creates, and nothing else.
 *
 * @param root the folder of sst.config.ts
 * @param stage what `$app.stage` says
 * @throws NotRecorded when the file uses a component, argument or property the stand-ins do not know
 */
export async function readTopology({ root = process.cwd(), stage = 'local' } = {}): Promise<Topology> {
  const filename = path.join(root, 'sst.config.ts')
  const app = { name: '', stage }
  const { globals, finish } = standInsFor({ app, ...structuredClone(nothing) })
  const names = Object.keys(globals)
  const load = compileFunction(await bundle(filename), ['module', 'require', '$config', ...names], {
    filename,
  })
  const module: { exports: { default?: Config } } = { exports: {} }
  try {
    load(module, createRequire(filename), (config: Config) => config, ...Object.values(globals))
    const config = module.exports.default
    if (!config) throw new NotRecorded('sst.config.ts has no default export')
    app.name = config.app({ stage }).name
    await config.run()
    return finish()
  } catch (error) {
    if (error instanceof ReferenceError) throw new NotRecorded(`sst.config.ts: ${error.message}`)
    throw error
  }
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
