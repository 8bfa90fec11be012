import path from 'node:path'
import { fileURLToPath } from 'node:url'

const preloaded = fileURLToPath(new URL('./exit-with-parent.cjs', import.meta.url))

/** What Node is given to run `next <args>` in `root`. */
export const nextCommand = (root: string, ...args: string[]) => [
  '--require',
  preloaded,
  path.join(root, 'node_modules/next/dist/bin/next'),
  ...args,
]

/** Variables of every Next process that is started here. It must have an IPC channel: see exit-with-parent.cjs. */
export const nextVariables = (mode: 'development' | 'production') => ({
  NODE_ENV: mode,
  SWOON_PARENT: String(process.pid),
  NEXT_TELEMETRY_DISABLED: '1',
  // Where it is deployed, the site runs on a later Node.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
})
