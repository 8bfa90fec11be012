import * as z from 'zod'
import type { Recorder } from './recorder.ts'
import type { LambdaFunction } from './recording.ts'
import { referTo } from './references.ts'
import { Duration, NotRecorded, strict } from './strict.ts'

const Links = z.array(z.custom<object>((link) => typeof link === 'object' && link !== null)).default([])
const Permissions = z.array(
  z.strictObject({
    actions: z.array(z.string()),
    resources: z.array(z.string()),
    conditions: z
      .array(z.strictObject({ test: z.string(), variable: z.string(), values: z.array(z.string()) }))
      .optional(),
  }),
)
const Environment = z.record(z.string(), z.string()).default({})

const Bundling = z.strictObject({
  minify: z.boolean(),
  esbuild: z.strictObject({ external: z.array(z.string()) }),
})

export const FunctionArguments = z.strictObject({
  handler: z.string().regex(/^[\w/-]+\.\w+$/),
  timeout: Duration.default(20),
  memory: z
    .string()
    .regex(/^\d+ MB$/)
    .default('1024 MB'),
  runtime: z.string().optional(),
  architecture: z.string().optional(),
  nodejs: Bundling.default({ minify: true, esbuild: { external: [] } }),
  link: Links,
  permissions: Permissions.optional(),
  environment: Environment,
})

const CronArguments = z.strictObject({
  schedule: z.string(),
  function: FunctionArguments,
  event: z.unknown().optional(),
})

const NextjsArguments = z.strictObject({
  openNextVersion: z.string().optional(),
  // The shop's address in AWS; here it has a port.
  domain: z.union([z.string(), z.looseObject({ name: z.string() })]).optional(),
  dev: z.strictObject({ command: z.string() }).optional(),
  server: z.strictObject({ architecture: z.string() }).partial().optional(),
  link: Links,
  permissions: Permissions.optional(),
  environment: Environment,
})

/** A function that sst.config.ts may name, in an alarm for instance. */
const named = (label: string, part: string, name: string) => ({
  nodes: strict(`${label}.nodes`, {
    [part]: strict(`${label}.nodes.${part}`, { name: referTo(name, 'name') }),
  }),
})

/** Records one Lambda function and what starts it. */
export function recordFunction(
  { topology, linkNames }: Recorder,
  { handler, timeout, memory, nodejs, link, environment }: z.output<typeof FunctionArguments>,
  trigger: LambdaFunction['trigger'],
) {
  const [file = '', exported = ''] = handler.split('.')
  const name = file.slice(file.lastIndexOf('/') + 1)
  topology.functions.push({
    name,
    file: `${file}.ts`,
    exported,
    timeoutSeconds: timeout,
    memoryMb: Number.parseInt(memory, 10),
    bundling: { minify: nodejs.minify, external: nodejs.esbuild.external },
    environment,
    links: linkNames(link),
    trigger,
  })
  return named(name, 'function', name)
}

/** `sst.aws.CronV2`, `sst.aws.Nextjs`, and `sst.aws.Function` as something to name but not to create. */
export const compute = (recorder: Recorder) => ({
  CronV2: recorder.component('sst.aws.CronV2', CronArguments, (_, { schedule, event = {}, ...cron }) =>
    recordFunction(recorder, cron.function, { schedule, event }),
  ),
  Function: recorder.component('sst.aws.Function', z.unknown(), (name) => {
    throw new NotRecorded(`sst.config.ts: function ${name} has no trigger, so nothing local would run it`)
  }),
  Nextjs: recorder.component(
    'sst.aws.Nextjs',
    NextjsArguments,
    (name, { link, environment }) => {
      recorder.topology.sites.push({ name, links: recorder.linkNames(link), environment })
      return { url: referTo(name, 'url'), ...named(name, 'server', name) }
    },
    (site: { url: string }) => ({ url: site.url }),
  ),
})
