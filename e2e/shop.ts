import { rmSync } from 'node:fs'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { freePort } from '../local/ports'
import { expectAccessibleOnce } from './axe'
import { newData, startShop } from './shop-process'
import { watched } from './watched'

type Shop = { url: string; data: string }
/** `program` starts the shop: `npm start`, or the same with the site as Lambda runs it. */
export type ShopOptions = { successRate: string; program: string }
export type PageOptions = {
  /** What the page of a test is meant to complain about, such as the 404 that it provokes. */
  complaint: RegExp | undefined
}

export { freePort, newData, startShop }

/** The production build with its whole pipeline behind it: one shop per worker, with data of its own. */
export const test = base.extend<PageOptions, ShopOptions & { shop: Shop }>({
  successRate: ['1', { scope: 'worker', option: true }],
  program: ['local/start.ts', { scope: 'worker', option: true }],
  shop: [
    async ({ successRate, program }, use) => {
      const data = newData()
      const port = await freePort()
      const settings = { PORT: String(port), SWOON_DATA: data, PAYMENT_SUCCESS_RATE: successRate }
      const shop = startShop(settings, program)
      await shop.ready
      await use({ url: `http://localhost:${port}`, data })
      await shop.stop()
      rmSync(data, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 600_000 },
  ],
  baseURL: ({ shop }, use) => use(shop.url),
  complaint: [undefined, { option: true }],
  /** Whatever a test is about, its pages are watched on the way, and audited as it leaves them. */
  context: async ({ context, complaint, javaScriptEnabled }, use, testInfo) => {
    const complaints = await watched(context)
    await use(context)
    if (testInfo.status !== testInfo.expectedStatus) return
    expect(complaints.filter((text) => !complaint?.test(text))).toEqual([])
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

type Order = { orderId: string; status: string; settled: boolean }

/** Waits, through the API, until the shopper's newest order is settled. */
export async function untilSettled(page: Page): Promise<Order> {
  let newest: Order | undefined
  await expect
    .poll(async () => {
      const { orders } = await (await page.request.get('/api/orders')).json()
      newest = orders[0]
      return newest?.settled
    })
    .toBe(true)
  if (!newest) throw new Error('no order')
  return newest
}

export const stockOf = async (page: Page, id: string): Promise<number> =>
  (await (await page.request.get(`/api/products/${id}`)).json()).availableStock

export const fillBasket = (page: Page, ...items: { productId: string; quantity: number }[]) =>
  page.request.put('/api/basket', { data: { items } })

/** Until then a button is its form's, and what it does is another page: a test of a page that stays waits for this. */
export const untilHydrated = (element: Locator) =>
  expect
    .poll(() => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__react'))))
    .toBe(true)

/** As a page is before its script files have arrived: nothing runs but what is written into it. */
export const withholdScripts = (page: Page) =>
  page.route('**/*.js', (route) => route.abort('blockedbyclient'))
/** What a page says to that. */
export const withheld = /failed: net::ERR_BLOCKED_BY_CLIENT|console: Failed to load resource/
