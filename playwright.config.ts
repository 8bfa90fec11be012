import { defineConfig, devices } from '@playwright/test'
import type { PageOptions, ShopOptions } from './e2e/shop'
import { isolation } from './local/connection'
import { launchOptions } from './tests/browser'

// No test, and no shop that one starts, has anything to do with the AWS of whoever runs them.
Object.assign(process.env, isolation, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' })

const measured = 'console-load.spec.ts'

export default defineConfig<PageOptions, ShopOptions>({
  testDir: 'e2e',
  fullyParallel: true,
  // Much of a test waits for what the shop does.
  workers: 3,
  forbidOnly: true,
  retries: 0,
  // For a machine that is busy with something else: whoever passes waits for none of it.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: launchOptions(),
    // A trace of every test takes a fifth of the time: --trace on records one where it is wanted.
    trace: 'off',
    // What moves is waited for before each click. A phone's purchase, and what is about motion, have it.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    // First, so that others fill the time of what it waits for.
    { name: 'lambda build', testMatch: 'opennext.setup.ts' },
    // A desktop, where a spec does not choose a phone: one project, so that all share the shops.
    { name: 'npm start', testIgnore: measured },
    // In seconds, and so run by `npm test` when nothing else of it does.
    { name: 'measured', testMatch: measured, outputDir: 'test-results/measured' },
    {
      name: 'lambda',
      dependencies: ['lambda build'],
      // The purchase and the refusals: everything else is the same code on another host.
      testMatch: ['checkout.spec.ts', 'refusals.spec.ts'],
      grepInvert: /\bphone\b|two tabs|to its own shopper|is thanked/,
      // The tests of a file on one shop.
      fullyParallel: false,
      // An answer that comes half a second after the click counts as a shift, and a function's may; `npm start` is
      // watched for shifts.
      use: { program: 'tests/opennext/start.ts', complaint: /layout shift/ },
    },
  ],
})
