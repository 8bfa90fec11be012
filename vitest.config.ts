import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { isolation } from './local/connection'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{lib,functions,local,app,components,tests}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // Vitest leaves one core to itself, which is half of two; much of a test waits for the embedded AWS beside it.
    maxWorkers: Math.max(2, availableParallelism()),
    env: {
      ...isolation,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      // With mail: what a shop without it lacks is tested where it is sent.
      EMAIL_SENDER: 'shop@example.com',
      // What a test reads it turns on again.
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
    },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
