import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { json } from 'node:stream/consumers'
import { bundleForDeployment } from '../../bundles/deployed'
import { account } from './mocks'

export type Build = {
  /** SST's name of the function. */
  function: string
  handler: string
  /** What `Resource` shows to it. */
  links: Record<string, Record<string, unknown>>
  /** What the bundle exports; nothing where OpenNext has made it. */
  exports: string[]
}

type BuildInput = {
  functionID: string
  handler: string
  bundle?: string
  links: Build['links']
  properties?: { minify?: boolean; esbuild?: { external?: string[] } }
}
type Request = { method: string; params: [BuildInput] }

const bootstrap = {
  ...{ asset: 'sst-asset', state: 'sst-state' },
  ...{ assetEcrRegistryId: account, assetEcrUrl: 'sst.example' },
}

/** Under mocks the stack, which has no part in the names of types, stands before them. */
const named = (links: Build['links']) =>
  Object.fromEntries(
    Object.entries(links).map(([name, properties]) => [
      name,
      { ...properties, type: String(properties.type).replace(/^.*\$/, '') },
    ]),
  )

/**
 * The server that SST's command line is for its components during a deploy. It bundles every function from its
 * sources, so that a handler which is not there, or does not build, stops the evaluation.
 */
export async function startRpc(root: string, builds: Build[]) {
  const answers: Record<string, (input: BuildInput) => unknown> = {
    'Provider.Aws.Bootstrap': () => bootstrap,
    'Provider.Aws.Appsync': () => ({ http: 'appsync.example', realtime: 'appsync.example' }),
    'Runtime.Build': bundle,
  }

  async function bundle({ functionID, handler, bundle, links, properties = {} }: BuildInput) {
    const made: Build = { function: functionID, handler, links: named(links), exports: [] }
    builds.push(made)
    if (bundle) return { handler, out: bundle, errors: [], sourcemaps: [] }
    const file = `${handler.slice(0, handler.lastIndexOf('.'))}.ts`
    const out = path.join(root, '.sst/artifacts', `${functionID}-src`)
    const { minify = true, esbuild: { external = [] } = {} } = properties
    const name = file.replace(/\.ts$/, '')
    const { metafile } = await bundleForDeployment(
      { name, file, bundling: { minify, external } },
      { root, outDir: out },
    )
    made.exports = Object.values(metafile.outputs).flatMap(({ exports }) => exports)
    return { handler, out, errors: [], sourcemaps: [] }
  }

  const answerTo = async ({ method, params: [input] }: Request) => answers[method]?.(input) ?? true
  const server = createServer(async (request, response) => {
    const reply = await json(request)
      .then((body) => answerTo(body as Request))
      .then((result) => ({ result, error: null }))
      .catch((error: Error) => ({ result: null, error: error.message.replaceAll(`${root}/`, '') }))
    response.setHeader('connection', 'close').end(JSON.stringify(reply))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
