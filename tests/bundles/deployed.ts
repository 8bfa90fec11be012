import path from 'node:path'
import { build } from 'esbuild'
import { deployedBundle } from '../../local/function-bundles'
import type { LambdaFunction } from '../../local/topology'

/**
 * Bundles one function exactly as `sst deploy` does.
 *
 * @returns the bundle's path, and what esbuild put into it
 */
export async function bundleForDeployment(
  { name, file, bundling }: Pick<LambdaFunction, 'name' | 'file' | 'bundling'>,
  { root, outDir }: { root: string; outDir: string },
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
