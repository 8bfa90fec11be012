import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, type BuildResult, build, context, type Plugin } from 'esbuild'
import type { LambdaFunction } from './topology.ts'

type Bundling = {
  root: string
  /** Where the bundles go: `<outDir>/<function>.mjs`. */
  outDir: string
  /** Given: keep watching the sources, and call this after each later build. */
  onRebuilt?: () => void
  log: (line: string) => void
}

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

/**
 * Bundles one function exactly as `sst deploy` does.
 *
 * @returns the bundle's path, and what esbuild put into it
 */
export async function bundleForDeployment(
  { name, file, bundling }: Pick<LambdaFunction, 'name' | 'file' | 'bundling'>,
  { root, outDir }: Pick<Bundling, 'root' | 'outDir'>,
) {
  const outfile = path.join(path.resolve(outDir), `${name}.mjs`)
  const { metafile } = await build({
    ...deployedBundle,
    ...bundling,
    entryPoints: [file],
    absWorkingDir: path.resolve(root),
    external: ['sharp', 'pg-native', ...bundling.external],
    outfile,
    metafile: true,
    logLevel: 'silent',
  })
  return { outfile, metafile }
}

/**
 * Bundles each function with all it depends on into one file, as the deployment does, but readable and inside what
 * serves it here.
 *
 * @returns `close`, which stops watching
 * @throws Error of one line naming the place of the first build error
 */
export async function bundleFunctions(functions: readonly LambdaFunction[], bundling: Bundling) {
  let built = (_first: BuildResult) => {}
  const first = new Promise<BuildResult>((end) => {
    built = end
  })
  const bundles = await context(optionsFor(functions, bundling, built))
  try {
    if (bundling.onRebuilt) {
      // Begins with a build of its own.
      await bundles.watch()
      const result = await first
      if (result.errors.length > 0) throw result
    } else {
      await bundles.rebuild()
      await bundles.dispose()
    }
    return { close: () => bundles.dispose() }
  } catch (error) {
    await bundles.dispose()
    throw new Error(`functions do not build: ${firstError(error as BuildResult)}`)
  }
}

function firstError({ errors: [first] = [] }: Pick<BuildResult, 'errors'>) {
  const at = first?.location ? `${first.location.file}:${first.location.line}: ` : ''
  return `${at}${first?.text ?? 'for no stated reason'}`
}

const optionsFor = (
  functions: readonly LambdaFunction[],
  bundling: Bundling,
  built: (first: BuildResult) => void,
): BuildOptions => ({
  entryPoints: functions.map(({ name }) => ({ in: `sandbox:${name}`, out: name })),
  absWorkingDir: path.resolve(bundling.root),
  outdir: path.resolve(bundling.outDir),
  outExtension: { '.js': '.mjs' },
  ...deployedBundle,
  target: 'node20',
  // Names are kept where nothing is minified; esbuild's way of keeping them costs a call for each closure.
  keepNames: false,
  external: functions.flatMap(({ bundling }) => bundling.external),
  logLevel: 'silent',
  plugins: [sandboxes(functions, path.resolve(bundling.root)), reports(bundling, built)],
})

/** The entry of a bundle: the function's handler, served to the worker it runs in. */
const sandboxes = (functions: readonly LambdaFunction[], root: string): Plugin => ({
  name: 'sandboxes',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^sandbox:/ }, ({ path: entry }) => ({
      path: entry.slice('sandbox:'.length),
      namespace: 'sandbox',
    }))
    onLoad({ filter: /.*/, namespace: 'sandbox' }, ({ path: name }) => {
      const { file, exported } = functions.find((fn) => fn.name === name) ?? {}
      const sandbox = JSON.stringify(fileURLToPath(new URL('./sandbox.ts', import.meta.url)))
      return {
        contents: `import { serve } from ${sandbox}\nimport { ${exported} } from './${file}'\nserve(${exported})`,
        resolveDir: root,
        loader: 'ts',
      }
    })
  },
})

const reports = ({ onRebuilt, log }: Bundling, built: (first: BuildResult) => void): Plugin => ({
  name: 'reports',
  setup({ onEnd }) {
    let builds = 0
    onEnd((result) => {
      builds += 1
      if (builds === 1) built(result)
      else if (result.errors.length > 0) log(`functions do not build: ${firstError(result)}`)
      else onRebuilt?.()
    })
  },
})
