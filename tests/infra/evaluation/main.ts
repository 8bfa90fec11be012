import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
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
const config = path.join(root, 'sst.config.ts')
const pulumi: Pulumi = createRequire(path.join(platform, 'package.json'))('@pulumi/pulumi')
const graph: Graph = { app: { name: '', stage }, resources: [], builds: [] }
const finish = (written: Graph | { error: string }) => writeFileSync(result, JSON.stringify(written))

process.once('uncaughtException', (error: Error) => {
  finish({ error: error.message })
  process.exit(1)
})

const banner = [
  "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);",
  "import { fileURLToPath as pathOf } from 'node:url'; const __filename = pathOf(import.meta.url), __dirname = pathOf(new URL('.', import.meta.url));",
].join('\n')

/** Bundles code as SST does and loads it. */
async function load(name: string, contents: string, options: BuildOptions = {}) {
  const outfile = path.join(root, '.sst', `${name}.mjs`)
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    nodePaths: [path.join(platform, 'node_modules')],
    external: [
      '@pulumi/*',
      '@pulumiverse/*',
      '@sst-provider/*',
      '@aws-sdk/*',
      'undici',
      'esbuild',
      'archiver',
      'glob',
      'vite',
    ],
    logLevel: 'silent',
    banner: { js: banner },
    ...options,
  })
  return import(pathToFileURL(outfile).href)
}

const quoted = JSON.stringify
const providers: { alias: string; package: string }[] = JSON.parse(
  readFileSync(path.join(platform, '../provider-lock.json'), 'utf8'),
)
const components = path.join(platform, 'src/components')
const globals = [
  ...providers.map(({ alias, package: name }) => `import * as ${alias} from ${quoted(name)};`),
  `import * as sst from ${quoted(components)};`,
].join('\n')

Object.assign(globalThis, { $config: (config: unknown) => config })
const { app } = await load(
  'app',
  `import config from ${quoted(config)}; export const app = config.app(${quoted({ stage })})`,
)
graph.app = { removal: 'remove', providers: {}, ...(await app), stage }

const { default: openNext } = await load('site', "export { default } from './open-next.config.ts'")
writeOpenNextOutput(root, openNext)
process.env.SST_AWS_REGION = region
process.env.SST_SERVER = await startRpc(root, graph.builds)
await pulumi.runtime.setMocks(mocks(graph.resources), graph.app.name, stage, false)

const run = await load(
  'run',
  `import { run } from ${quoted(path.join(platform, 'src/auto/run.ts'))};
   import config from ${quoted(config)};
   export default () => run(config.run)`,
  {
    define: {
      $app: quoted(graph.app),
      $dev: String(dev),
      $cli: quoted({
        command: dev ? 'dev' : 'deploy',
        dev,
        paths: { home: root, root, work: path.join(root, '.sst'), platform },
        state: { version: {} },
      }),
    },
    inject: [path.join(platform, 'src/shim/run.js')],
    plugins: [
      {
        name: 'globals',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\/sst\.config\.ts$/ }, ({ path: file }) => ({
            contents: `${globals}\n${readFileSync(file, 'utf8')}`,
            loader: 'ts',
          })),
      },
    ],
  },
)
let outputs: unknown
// The loop is empty once every apply, every call to the server above and every archive is done.
process.once('beforeExit', () => pulumi.output(outputs).apply(() => finish(plain(graph) as Graph)))
await pulumi.runtime.runInPulumiStack(async () => {
  outputs = await run.default()
})
