import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Graph } from '../graph'
import { mocks, plain, region } from './mocks'
import { writeOpenNextOutput } from './open-next'
import { startRpc } from './rpc'

/** Runs run() of sst.config.ts in this folder, with SST's own components under Pulumi's mocks; see ../graph.ts. */

type Pulumi = {
  output(value: unknown): { apply(then: (value: unknown) => void): void }
  runtime: {
    setMocks(given: ReturnType<typeof mocks>, project: string, stack: string, preview: boolean): Promise<void>
    runInPulumiStack(program: () => Promise<void>): Promise<unknown>
  }
}

const [platform = '', stage = '', mode, result = ''] = process.argv.slice(2)
// Pulumi notes the stack of every promise, and nobody reads it.
Error.stackTraceLimit = 0
const dev = mode === 'dev'
const root = process.cwd()
const ofPlatform = createRequire(path.join(platform, 'package.json'))
const pulumi: Pulumi = ofPlatform('@pulumi/pulumi')
const graph: Graph = { app: { name: '', stage }, resources: [], builds: [] }
const finish = (written: Graph | { error: string }) => writeFileSync(result, JSON.stringify(written))
const own = async (file: string) => (await import(pathToFileURL(path.join(root, file)).href)).default

process.once('uncaughtException', (error: Error) => {
  finish({ error: error.message })
  process.exit(1)
})

Object.assign(globalThis, { $config: (config: unknown) => config })
const config = await own('sst.config.ts')
graph.app = { removal: 'remove', providers: {}, ...config.app({ stage }), stage }
writeOpenNextOutput(root, await own('open-next.config.ts'))
process.env.SST_AWS_REGION = region
process.env.SST_SERVER = await startRpc(root, graph.builds)
await pulumi.runtime.setMocks(mocks(graph.resources), graph.app.name, stage, false)

const paths = { home: root, root, work: path.join(root, '.sst'), platform }
const command = dev ? 'dev' : 'deploy'
Object.assign(globalThis, {
  $app: graph.app,
  $dev: dev,
  $cli: { command, dev, paths, state: { version: {} } },
})
const providers: { alias: string; package: string }[] = JSON.parse(
  readFileSync(path.join(platform, '../provider-lock.json'), 'utf8'),
)
Object.assign(globalThis, {
  ...ofPlatform('./src/shim/run.js'),
  ...Object.fromEntries(providers.map(({ alias, package: name }) => [alias, ofPlatform(name)])),
  sst: ofPlatform('./src/components'),
})
const { run }: { run: (program: () => Promise<unknown>) => Promise<unknown> } =
  ofPlatform('./src/auto/run.ts')

let outputs: unknown
// The loop is empty once every apply, every call to the server above and every archive is done.
process.once('beforeExit', () => pulumi.output(outputs).apply(() => finish(plain(graph) as Graph)))
await pulumi.runtime.runInPulumiStack(async () => {
  outputs = await run(config.run)
})
