import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** One safeguard taken out of the code, by replacing a text that occurs exactly once in a file. */
export type Patch = { file: string; find: string; replace: string }

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../..')

/** Bundles the simulation with the shop's own functions and verbs, patched or as they are. */
export async function bundleWorker(outfile: string, patches: readonly Patch[] = []) {
  await build({
    entryPoints: [path.join(here, 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    // CommonJS packages inside an ES module call require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    plugins: [withGateway, patched(patches)],
  })
}

const withGateway: Plugin = {
  name: 'gateway',
  setup({ onResolve }) {
    onResolve({ filter: /\/simulated-gateway$/ }, () => ({ path: path.join(here, 'gateway.ts') }))
  },
}

const patched = (patches: readonly Patch[]): Plugin => ({
  name: 'patches',
  setup({ onLoad }) {
    for (const file of new Set(patches.map((patch) => patch.file))) {
      const filter = new RegExp(`${file.replace(/[.\\/]/g, '[.\\\\/]')}$`)
      onLoad({ filter }, async () => {
        const text = await readFile(path.join(root, file), 'utf8')
        const own = patches.filter((patch) => patch.file === file)
        return {
          contents: own.reduce(replaceOnce, text),
          loader: 'ts',
          resolveDir: path.dirname(path.join(root, file)),
        }
      })
    }
  },
})

/** @throws Error when the text to replace is not there, or not just once */
function replaceOnce(text: string, { file, find, replace }: Patch) {
  const parts = text.split(find)
  if (parts.length !== 2) throw new Error(`"${find}" occurs ${parts.length - 1} times in ${file}, not once`)
  return parts.join(replace)
}
