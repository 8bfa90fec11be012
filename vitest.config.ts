import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { isolation } from './local/connection'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{lib,functions,local,app,components,tests}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    env: {
      ...isolation,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      // What a test reads it turns on again.
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
