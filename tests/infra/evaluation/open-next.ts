import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type OpenNext = { dangerous?: { disableIncrementalCache?: boolean; disableTagCache?: boolean } }

/**
 * The least of OpenNext's output that `sst.aws.Nextjs` reads, so that the graph needs no build of the site.
 *
 * @param config what open-next.config.ts says: it decides which functions and tables SST makes for the cache
 */
export function writeOpenNextOutput(root: string, { dangerous }: OpenNext) {
  const write = (file: string, content: unknown) => {
    const full = path.join(root, file)
    mkdirSync(path.dirname(full), { recursive: true })
    writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content))
  }
  const lambda = (name: string) => {
    const bundle = `.open-next/${name}`
    write(`${bundle}/index.mjs`, 'export const handler = async () => {}')
    return { type: 'function', handler: 'index.handler', bundle, streaming: true }
  }
  write('.next/BUILD_ID', 'graph')
  write('.next/routes-manifest.json', { basePath: '' })
  write('.next/prerender-manifest.json', { version: 4, routes: {} })
  write('.open-next/assets/BUILD_ID', 'graph')
  mkdirSync(path.join(root, '.open-next/cache'), { recursive: true })
  write('.open-next/open-next.output.json', {
    edgeFunctions: {},
    origins: {
      s3: { type: 's3', originPath: '_assets', copy: [] },
      imageOptimizer: lambda('image-optimization-function'),
      default: lambda('server-functions/default'),
    },
    behaviors: [],
    additionalProps: {
      ...dangerous,
      initializationFunction: lambda('dynamodb-provider'),
      revalidationFunction: lambda('revalidation-function'),
    },
  })
}
