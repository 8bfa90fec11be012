import nextEnv from '@next/env'
import { isolation } from './connection.ts'
import { settingNames } from './settings.ts'

type Environment = Record<string, string | undefined>

const quiet = {
  info: () => {},
  error: (message: string) => {
    throw new Error(message)
  },
}

/**
 * What the shop is told: by its environment, else by the `.env` files that Next reads too. This process, whatever it
 * starts, and `sst.config.ts` then have each setting of the shop's as it was found, and no AWS but the one they are given.
 *
 * @throws Error of one line when a file cannot be read
 */
export function takeEnvironment(root: string, { dev }: { dev: boolean }): Environment {
  const environment = withFiles(root, dev)
  for (const name of settingNames) {
    const value = environment[name]
    if (value?.trim() && !name.startsWith('AWS_')) process.env[name] = value
    else delete process.env[name]
  }
  Object.assign(process.env, isolation)
  return environment
}

/** https://nextjs.org/docs/app/guides/environment-variables; the rest of the files is left to Next, which may read them again. */
function withFiles(root: string, dev: boolean): Environment {
  const own = { ...process.env }
  try {
    return { ...nextEnv.loadEnvConfig(root, dev, quiet).combinedEnv }
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in own)) delete process.env[name]
  }
}
