import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readDotenv } from '../local/data-folder.ts'
import { takeEnvironment } from '../local/environment.ts'
import { readSettings } from '../local/settings.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The data folder of the shop that runs here, as `npm start` finds it. */
export const dataFolder = () => readSettings(takeEnvironment(root, { dev: false })).dataDir

/**
 * Lets this process find a shop: the stage whose shell it runs in (`npx sst shell --stage <stage> -- npm run ...`), else the
 * one that runs on the data folder. To be called before anything of lib/ is imported.
 *
 * @throws Error of one line where no shop has run
 */
export function findShop() {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  if (process.env.SST_RESOURCE_ProductTable) return
  const file = path.join(dataFolder(), 'env')
  if (!existsSync(file))
    throw new Error(
      `${file} is not there: npm start makes it; a stage is found by npx sst shell --stage <stage>`,
    )
  Object.assign(process.env, readDotenv(file))
}

/** Runs a command; what it throws is one line, and the exit code 1. */
export async function run(command: () => Promise<void>) {
  try {
    await command()
  } catch (error) {
    process.stderr.write(`swoon: ${reasonOf(error)}\n`)
    process.exitCode = 1
  }
}

function reasonOf(error: unknown) {
  if (!(error instanceof Error)) return String(error)
  const isRefused = /ECONNREFUSED/.test(String(error.message || error.cause || error))
  return isRefused ? 'the shop does not run: npm start' : error.message
}
