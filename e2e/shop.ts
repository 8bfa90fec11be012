import { test as base, devices, expect } from '@playwright/test'
import { expectAccessibleOnce } from './axe'
import { openShop } from './shop-process'
import { watched } from './watched'

type Shop = { url: string; data: string }
/** `program` starts the shop: `npm start`, or the same with the site as Lambda runs it. */
export type ShopOptions = { successRate: string; program: string }
export type PageOptions = {
  /** What the page of a test is meant to complain about, such as the 404 that it provokes. */
  complaint: RegExp | undefined
  /** Without them a page is as it is before they have arrived: nothing runs but what is written into it. */
  scriptFiles: boolean
}

/** What a shop without mail lacks is seen where one is started for another reason: commands.spec.ts. */
const sender = 'shop@example.com'

const complaintsOfWithheld = /failed: net::ERR_BLOCKED_BY_CLIENT|console: Failed to load resource/

/** The production build with its whole pipeline behind it: one shop per worker, with data of its own. */
export const test = base.extend<PageOptions, ShopOptions & { shop: Shop }>({
  successRate: ['1', { scope: 'worker', option: true }],
  program: ['local/start.ts', { scope: 'worker', option: true }],
  shop: [
    async ({ successRate, program }, use) => {
      const shop = await openShop({ PAYMENT_SUCCESS_RATE: successRate, EMAIL_SENDER: sender }, program)
      await use(shop)
      await shop.close()
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  baseURL: ({ shop }, use) => use(shop.url),
  complaint: [undefined, { option: true }],
  scriptFiles: [true, { option: true }],
  /** Whatever a test is about, its pages are watched on the way, and audited as it leaves them. */
  context: async ({ context, complaint, scriptFiles, javaScriptEnabled }, use, testInfo) => {
    const complaints = await watched(context)
    if (!scriptFiles) await context.route('**/*.js', (route) => route.abort('blockedbyclient'))
    await use(context)
    if (testInfo.status !== testInfo.expectedStatus) return
    const meant = [complaint, scriptFiles ? undefined : complaintsOfWithheld]
    expect(complaints.filter((text) => !meant.some((pattern) => pattern?.test(text)))).toEqual([])
    if (javaScriptEnabled === false) return
    for (const page of context.pages().filter((page) => page.url() !== 'about:blank')) {
      await page.clock.resume()
      await expectAccessibleOnce(page)
    }
  },
})

export { expect }

/** What a test is run on that looks different on a phone, by name, for `test.use`. */
export const sizes = [
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ['desktop', {}],
] as const

const { defaultBrowserType: _, ...pixel } = devices['Pixel 7']
/** A whole phone, on which things move. */
export const phoneInMotion = {
  ...pixel,
  viewport: { width: 390, height: 844 },
  contextOptions: { reducedMotion: 'no-preference' },
} as const
