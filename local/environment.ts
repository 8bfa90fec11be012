import nextEnv from '@next/env'
import { isolation } from './connection.ts'
import { settingNames } from './settings.ts'

const quiet = {
  info: () => {},
  error: (message: string) => {
    throw new Error(message)
  },
}

/**
 * What the shop is told: by its environment, else by the `.env` files that Next reads too. This process, whatever it
 * starts, and `sst.config.ts` then have each setting of the shop's as it was found, and no AWS but the one they are
 * given.
 * https://nextjs.org/docs/app/guides/environment-variables
 * @throws Error of one line when a file cannot be read
 */
export function takeEnvironment(root: string, { dev }: { dev: boolean }) {
  const own = new Set(Object.keys(process.env))
  let environment: Record<string, string | undefined>
  try {
    environment = { ...nextEnv.loadEnvConfig(root, dev, quiet).combinedEnv }
  } finally {
    // The rest of the files is left to Next, which may read them again.
    for (const name of Object.keys(process.env)) if (!own.has(name)) delete process.env[name]
  }
  for (const name of settingNames) {
    const value = environment[name]
    if (value?.trim() && !name.startsWith('AWS_')) process.env[name] = value
    else delete process.env[name]
  }
  Object.assign(process.env, isolation)
  return environment
}
