import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, type BuildResult, context } from 'esbuild'
import type { LambdaFunction } from './topology.ts'

/** What `sst deploy` tells esbuild for every function: https://github.com/sst/sst/blob/dev/pkg/runtime/node/build.go */
export const deployedBundle = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'esnext',
  mainFields: ['module', 'main'],
  keepNames: true,
  // CommonJS packages inside an ES module call require.
  banner: {
    js: [
      "import { createRequire as topLevelCreateRequire } from 'module';",
      'const require = topLevelCreateRequire(import.meta.url);',
      'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"',
      'const __filename = topLevelFileUrlToPath(import.meta.url)',
      'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))',
    ].join('\n'),
  },
} satisfies BuildOptions

/** The files `<outDir>/<function>.mjs`; whoever runs one of them is in `reloads`. `close` stops watching. */
export type Bundles = { outDir: string; reloads: (() => void)[]; close(): Promise<void> }

type Bundling = {
  root: string
  outDir: string
  /** Build again whenever a source changes, and call `reloads` then. */
  watch?: boolean
  log: (line: string) => void
}

/**
 * Bundles each function with all it depends on into one file, as the deployment does, but readable and inside what
 * serves it here.
 * @throws Error of one line naming the place of the first build error
 */
export async function bundleFunctions(
  functions: readonly LambdaFunction[],
  { root, outDir, watch, log }: Bundling,
): Promise<Bundles> {
  const reloads: Bundles['reloads'] = []
  let builds = 0
  function report(result: BuildResult) {
    // The first one is awaited, and to watch begins with another.
    builds += 1
    if (builds <= 2) return
    if (result.errors.length > 0) return log(`functions do not build: ${firstError(result)}`)
    log('functions rebuilt')
    for (const reload of reloads) reload()
  }
  const bundles = await context({
    ...deployedBundle,
    entryPoints: functions.map((fn) => ({ in: entryOf(fn, root, outDir), out: fn.name })),
    absWorkingDir: path.resolve(root),
    outdir: path.resolve(outDir),
    outExtension: { '.js': '.mjs' },
    target: 'node20',
    // Names are kept where nothing is minified; esbuild's way of keeping them costs a call for each closure.
    keepNames: false,
    // For breakpoints in the sources.
    sourcemap: true,
    external: leftOutByAll(functions),
    logLevel: 'silent',
    plugins: [{ name: 'reports', setup: ({ onEnd }) => onEnd(report) }],
  })
  try {
    await bundles.rebuild()
    if (watch) await bundles.watch()
    return { outDir, reloads, close: () => bundles.dispose() }
  } catch (error) {
    await bundles.dispose()
    throw new Error(`functions do not build: ${firstError(error as BuildResult)}`)
  }
}

/** They are built together: what one of them has to have, all have. */
const leftOutByAll = (functions: readonly LambdaFunction[]): string[] => {
  const [first = [], ...others] = functions.map(({ bundling }) => bundling.external)
  return first.filter((name) => others.every((external) => external.includes(name)))
}

/** Writes the entry of a bundle: the function's handler, served to the worker it runs in. */
function entryOf({ name, file, exported }: LambdaFunction, root: string, outDir: string) {
  const entry = path.resolve(outDir, 'entries', `${name}.ts`)
  const sandbox = fileURLToPath(new URL('./sandbox.ts', import.meta.url))
  const [serve, handler] = [sandbox, path.resolve(root, file)].map((each) => JSON.stringify(each))
  const lines = [`import { serve } from ${serve}`, `import { ${exported} } from ${handler}`]
  mkdirSync(path.dirname(entry), { recursive: true })
  writeFileSync(entry, [...lines, `serve(${exported})\n`].join('\n'))
  return entry
}

function firstError({ errors: [first] = [] }: Pick<BuildResult, 'errors'>) {
  const at = first?.location ? `${first.location.file}:${first.location.line}: ` : ''
  return `${at}${first?.text ?? 'for no stated reason'}`
}
