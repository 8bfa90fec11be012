import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'esbuild'
import { deployedBundle } from '../../../local/function-bundles'
import type { LambdaFunction } from '../../../local/topology'

const here = path.resolve('tests/infra/use')
const at = (file: string) => path.join(here, file)

/** Every file of the site through which requests come in, or pages read. */
const siteModules = () =>
  readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join('app', file.split(path.sep).join('/')))
    .filter((file) => /\/(route|actions|_server\/(queries|console))\.ts$/.test(file))
    .sort()

/** Where a request to AWS is put together: a command, one part of a transaction, or a query that is read page by page. */
const callSites = [
  {
    pattern: /\bnew (\w+Command)\(/g,
    marked: (site: string, [, name]: string[]) => `new (${site}, ${name})(`,
  },
  {
    pattern: /(^|[{,])\s*((?:Put|Update|Delete|ConditionCheck): )/g,
    marked: (site: string, [, before, part]: string[]) => `${before} ...${site}, ${part}`,
  },
  { pattern: /\bqueryPages\(\{/g, marked: (site: string) => `queryPages({ ...${site}, ` },
]

function markCallSites(file: string, source: string) {
  return source
    .split('\n')
    .map((line, index) =>
      callSites.reduce(
        (marked, { pattern, marked: mark }) =>
          marked.replace(pattern, (...match) => mark(`__reached('${file}:${index + 1}')`, match)),
        line,
      ),
    )
    .join('\n')
}

const recording: Plugin = {
  name: 'recording',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^sst$/ }, ({ importer }) =>
      importer === at('recording.ts') ? undefined : { path: at('recording.ts') },
    )
    onLoad({ filter: /\/(lib|functions|app)\/.*\.ts$/ }, ({ path: file }) => {
      if (file.includes('/node_modules/')) return undefined
      const source = readFileSync(file, 'utf8')
      return { contents: markCallSites(path.relative(process.cwd(), file), source), loader: 'ts' }
    })
  },
}

/** What tests/next.ts stands in for. */
const outside = ['next/headers', 'next/server', 'next/cache', 'next/navigation', 'server-only']
const sandbox = path.resolve('local/sandbox.ts')

/** With all of its modules whole, so that none of their call sites is left out. */
const siteEntry = () => [
  `import { driveSite as entry } from '${at('drive-site.ts')}'`,
  ...siteModules().map((file, index) => `export * as module${index} from './${file}'`),
]

export type Bundle = {
  name: string
  /** Every call site in it, as `lib/order/store.ts:99`. */
  callSites: string[]
}

/** Bundles the functions and the site, each to `<outDir>/<name>.mjs`, with a note at every call site and link. */
export const bundleForRecording = (functions: readonly LambdaFunction[], outDir: string) =>
  Promise.all([
    ...functions.map((fn) =>
      bundle(fn.name, [`import { ${fn.exported} as entry } from './${fn.file}'`], outDir),
    ),
    bundle('site', siteEntry(), outDir),
  ])

async function bundle(name: string, entry: string[], outDir: string): Promise<Bundle> {
  const outfile = path.join(outDir, `${name}.mjs`)
  await build({
    ...deployedBundle,
    stdin: {
      contents: [`import { serve } from '${sandbox}'`, ...entry, 'serve(entry)'].join('\n'),
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    outfile,
    target: 'node20',
    keepNames: false,
    alias: Object.fromEntries(outside.map((name) => [name, path.resolve('tests/next.ts')])),
    inject: [at('recording.ts')],
    plugins: [recording],
    logLevel: 'silent',
  })
  const found = readFileSync(outfile, 'utf8').matchAll(/__reached\(["']([^"']+)["']\)/g)
  return { name, callSites: [...new Set([...found].map(([, site = '']) => site))] }
}
