import { type SpawnOptions, spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const preloaded = fileURLToPath(new URL('./exit-with-parent.cjs', import.meta.url))

type Options = Omit<SpawnOptions, 'env'> & { cwd: string; env: Record<string, string | undefined> }

/** Starts `next <args>` in the folder `cwd`. Its channel is what it ends by when this process dies: exit-with-parent.cjs. */
export const spawnNext = (args: readonly string[], options: Options, node: readonly string[] = []) =>
  spawn(
    process.execPath,
    [...node, '--require', preloaded, path.join(options.cwd, 'node_modules/next/dist/bin/next'), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      ...options,
      env: {
        ...options.env,
        NODE_ENV: args[0] === 'dev' ? 'development' : 'production',
        SWOON_PARENT: String(process.pid),
        NEXT_TELEMETRY_DISABLED: '1',
        // Where it is deployed, the site runs on a later Node.
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    },
  )
