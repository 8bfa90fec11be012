import { createRequire } from 'node:module'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import { build } from 'esbuild'
import { compute } from './topology/compute.ts'
import { messaging } from './topology/messaging.ts'
import { provider } from './topology/provider.ts'
import { createRecorder } from './topology/recorder.ts'
import type { Topology } from './topology/recording.ts'
import { storage } from './topology/storage.ts'
import { NotRecorded, strict } from './topology/strict.ts'

export type { LambdaFunction, Link, Queue, Rule, Table, Target, Topology } from './topology/recording.ts'

type Config = { app(input: { stage: string }): { name: string }; run(): Promise<unknown> }

/**
 * Evaluates sst.config.ts with stand-ins that note what it creates, and nothing else.
 *
 * @param root the folder of sst.config.ts
 * @param stage what `$app.stage` says
 * @throws NotRecorded when the file uses a component, argument or property the stand-ins do not know
 */
export async function readTopology({ root = process.cwd(), stage = 'local' } = {}): Promise<Topology> {
  const file = path.join(root, 'sst.config.ts')
  const load = compileFunction(await bundle(file), ['module', 'require', '$config', ...names], {
    filename: file,
  })
  const module: { exports: { default?: Config } } = { exports: {} }
  const app = { name: '', stage }
  const recorder = createRecorder(app)
  const globals = globalsFor(recorder, app)
  try {
    load(module, createRequire(file), (config: Config) => config, ...names.map((name) => globals[name]))
    const config = module.exports.default
    if (!config) throw new NotRecorded('sst.config.ts has no default export')
    app.name = config.app({ stage }).name
    await config.run()
    return recorder.finish()
  } catch (error) {
    if (error instanceof ReferenceError) throw new NotRecorded(`sst.config.ts: ${error.message}`)
    throw error
  }
}

const names = ['$app', '$dev', '$jsonStringify', '$interpolate', '$transform', 'sst', 'aws'] as const

function globalsFor(recorder: ReturnType<typeof createRecorder>, app: Topology['app']) {
  const { Dynamo, Secret } = storage(recorder)
  return {
    $app: strict('$app', app),
    $dev: false,
    $jsonStringify: JSON.stringify,
    $interpolate: String.raw,
    // What it changes has no local counterpart; tests/infra compares the two.
    $transform: () => {},
    sst: strict('sst', {
      Secret,
      Linkable: strict('sst.Linkable', { wrap: recorder.wrap }),
      aws: strict('sst.aws', { Dynamo, ...messaging(recorder), ...compute(recorder) }),
    }),
    aws: strict('aws', provider(recorder)),
  } satisfies Record<(typeof names)[number], unknown>
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
