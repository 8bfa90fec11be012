import { defineConfig, devices } from '@playwright/test'
import type { PageOptions, ShopOptions } from './e2e/shop'
import { isolation } from './local/connection'
import { launchOptions } from './tests/browser'

// No test, and no shop that one starts, has anything to do with the AWS of whoever runs them.
Object.assign(process.env, isolation)

export default defineConfig<PageOptions, ShopOptions>({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: launchOptions(),
    // A trace of every test takes a fifth of the time: --trace on records one where it is wanted.
    trace: 'off',
  },
  projects: [
    { name: 'npm start' },
    {
      name: 'phone',
      // The others choose their own windows, or have none.
      testMatch: ['a11y*.spec.ts', 'no-script.spec.ts', 'layout-shift.spec.ts', 'checkout.spec.ts'],
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
    { name: 'lambda build', testMatch: 'opennext.setup.ts' },
    {
      name: 'lambda',
      dependencies: ['lambda build'],
      testMatch: ['checkout.spec.ts', 'refusals.spec.ts', 'api.spec.ts', 'streaming.spec.ts'],
      // An answer that comes half a second after the click counts as a shift, and a function's may; `npm start` is
      // watched for shifts.
      use: { program: 'tests/opennext/start.ts', complaint: /layout shift/ },
    },
  ],
})
