import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const nextBinary = (root: string) => path.join(root, 'node_modules/next/dist/bin/next')

const preloaded = {
  development: ['./exit-with-parent.cjs', './keep-window.cjs'],
  production: ['./exit-with-parent.cjs', './keep-window.cjs', './keep-static.cjs'],
}

/** Variables of every Next process that is started here. It must have an IPC channel: see exit-with-parent.cjs. */
export const nextVariables = (mode: 'development' | 'production') => ({
  NODE_ENV: mode,
  SWOON_PARENT: String(process.pid),
  NODE_OPTIONS: [
    process.env.NODE_OPTIONS,
    ...preloaded[mode].map(
      (file) => `--require ${JSON.stringify(fileURLToPath(new URL(file, import.meta.url)))}`,
    ),
  ]
    .filter(Boolean)
    .join(' '),
  NEXT_TELEMETRY_DISABLED: '1',
  // Else it ends before it has kept what it compiled, and compiles it again at every start.
  ...(mode === 'development' ? { __NEXT_DEV_WAIT_FOR_TURBOPACK_SHUTDOWN: '1' } : {}),
  // Where it is deployed, the site runs on a later Node.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
})
