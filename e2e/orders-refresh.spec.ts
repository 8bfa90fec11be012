import type { Page } from '@playwright/test'
import { newShopper, order } from './placed-orders'
import { expect, test, untilHydrated } from './shop'

const polls = (page: Page) => {
  const seen: { status: number; bytes: number }[] = []
  page.on('response', async (response) => {
    if (new URL(response.url()).pathname !== '/api/orders') return
    seen.push({
      status: response.status(),
      bytes: response.status() === 304 ? 0 : (await response.body()).length,
    })
  })
  return seen
}

/** Goes to My Orders with a clock that stands still once the page runs. */
async function land(page: Page, path = '/orders') {
  await page.clock.install()
  await page.goto(path)
  await expect(page.getByRole('article').first()).toBeVisible()
  await untilHydrated(page.getByRole('button', { name: 'Refresh now' }))
}

/** Lands with one open order; `seen` is every refresh from then on. */
async function landWithOrder(page: Page, shop: { data: string }) {
  const mine = await order(shop, await newShopper(page))
  const seen = polls(page)
  await land(page)
  return { mine, seen }
}

const answered = (page: Page) =>
  page.waitForResponse((response) => new URL(response.url()).pathname === '/api/orders')

test('an open order is refreshed at 5, 10 and 15 s; when that stops the shopper may go on', async ({
  page,
  shop,
}) => {
  const { mine, seen } = await landWithOrder(page, shop)
  await expect(page.getByRole('status')).toContainText('refreshes left')
  for (const _ of [1, 2, 3]) {
    const poll = answered(page)
    await page.clock.runFor(5_000)
    await poll
  }
  await page.clock.runFor(60_000)
  expect(seen).toEqual([304, 304, 304].map((status) => ({ status, bytes: 0 })))
  await expect(page.getByRole('status')).toContainText('an order is still in progress')
  await expect(page.locator('[aria-live="polite"]').filter({ hasText: 'No longer updating' })).toBeAttached()

  await page.getByRole('button', { name: 'Keep updating' }).click()
  await expect(page.getByRole('status')).toContainText('3 refreshes left')
  await mine.now(['StockReserved', 'PaymentCompleted'])
  const poll = answered(page)
  await page.clock.runFor(5_000)
  await poll
  await expect(page.getByRole('article')).toContainText('Confirmed')
  await page.clock.runFor(60_000)
  await expect(page.getByRole('status')).toContainText('Up to date')
  await expect(page.getByRole('button', { name: 'Keep updating' })).toBeHidden()
})

test('a refresh changes the order in place, keeps scroll and focus, and says only what changed', async ({
  page,
  shop,
}) => {
  const shopper = await newShopper(page)
  const day = Date.now() - 60_000
  for (let at = 0; at < 4; at++)
    await order(shop, shopper, {
      date: new Date(day - at * 60_000),
      facts: ['StockReserved', 'PaymentCompleted'],
    })
  const mine = await order(shop, shopper, { facts: ['StockReserved'] })
  await land(page)
  const spoken: string[] = []
  await page.exposeFunction('spoken', (text: string) => spoken.push(text))
  await page.evaluate(() => {
    const live = [...document.querySelectorAll('[aria-live]:not([aria-live="off"]), [role="alert"]')]
    for (const region of live)
      new MutationObserver(() => Reflect.get(window, 'spoken')(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      })
  })
  const details = page.getByRole('link', { name: /Order details/ }).nth(3)
  await details.focus()
  await details.scrollIntoViewIfNeeded()
  const scrolled = await page.evaluate(() => scrollY)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)

  const first = answered(page)
  await page.clock.runFor(5_000)
  expect((await first).status()).toBe(304)
  await mine.now(['StockReserved', 'PaymentCompleted'])
  const second = answered(page)
  await page.clock.runFor(5_000)
  await second
  await expect(page.getByRole('article').first()).toContainText('Confirmed')

  await expect(details).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(scrolled)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)
  expect(spoken).toEqual([expect.stringMatching(/^Order \w+ is now confirmed\.$/)])
})

test('a hidden tab does not ask; once seen again it makes up for it with one refresh', async ({
  page,
  shop,
}) => {
  const { mine, seen } = await landWithOrder(page, shop)
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true })
      Object.defineProperty(document, 'hidden', { value: visibility === 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await show('hidden')
  await page.clock.runFor(30_000)
  expect(seen).toEqual([])
  await mine.now(['StockReserved', 'PaymentCompleted'])
  const poll = answered(page)
  await show('visible')
  await poll
  await expect(page.getByRole('article')).toContainText('Confirmed')
  await page.clock.runFor(30_000)
  expect(seen).toHaveLength(1)
})
