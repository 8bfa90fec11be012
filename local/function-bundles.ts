import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, type BuildResult, build, context } from 'esbuild'
import type { LambdaFunction } from './topology.ts'

type Place = {
  root: string
  /** Where the bundles go: `<outDir>/<function>.mjs`. */
  outDir: string
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
  { root, outDir }: Place,
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

type Bundling = Place & {
  /** Given: keep watching the sources, and call this after each later build. */
  onRebuilt?: () => void
  log: (line: string) => void
}

/**
 * Bundles each function with all it depends on into one file, as the deployment does, but readable and inside what
 * serves it here.
 *
 * @returns `close`, which stops watching
 * @throws Error of one line naming the place of the first build error
 */
export async function bundleFunctions(functions: readonly LambdaFunction[], bundling: Bundling) {
  const [root, outdir] = [path.resolve(bundling.root), path.resolve(bundling.outDir)]
  let builds = 0
  const bundles = await context({
    ...deployedBundle,
    entryPoints: functions.map((fn) => ({ in: entryOf(fn, root, outdir), out: fn.name })),
    absWorkingDir: root,
    outdir,
    outExtension: { '.js': '.mjs' },
    target: 'node20',
    // Names are kept where nothing is minified; esbuild's way of keeping them costs a call for each closure.
    keepNames: false,
    external: functions.flatMap(({ bundling }) => bundling.external),
    logLevel: 'silent',
    plugins: [
      {
        name: 'reports',
        setup: ({ onEnd }) =>
          onEnd((result) => {
            // The first one is awaited, and to watch begins with another.
            builds += 1
            if (builds <= 2) return
            if (result.errors.length > 0) bundling.log(`functions do not build: ${firstError(result)}`)
            else bundling.onRebuilt?.()
          }),
      },
    ],
  })
  try {
    await bundles.rebuild()
    if (bundling.onRebuilt) await bundles.watch()
    return { close: () => bundles.dispose() }
  } catch (error) {
    await bundles.dispose()
    throw new Error(`functions do not build: ${firstError(error as BuildResult)}`)
  }
}

/** Writes the entry of a bundle: the function's handler, served to the worker it runs in. */
function entryOf({ name, file, exported }: LambdaFunction, root: string, outDir: string) {
  const entry = path.join(outDir, 'entries', `${name}.ts`)
  const sandbox = fileURLToPath(new URL('./sandbox.ts', import.meta.url))
  const [serve, handler] = [sandbox, path.join(root, file)].map((each) => JSON.stringify(each))
  mkdirSync(path.dirname(entry), { recursive: true })
  writeFileSync(
    entry,
    `import { serve } from ${serve}\nimport { ${exported} } from ${handler}\nserve(${exported})\n`,
  )
  return entry
}

function firstError({ errors: [first] = [] }: Pick<BuildResult, 'errors'>) {
  const at = first?.location ? `${first.location.file}:${first.location.line}: ` : ''
  return `${at}${first?.text ?? 'for no stated reason'}`
}
