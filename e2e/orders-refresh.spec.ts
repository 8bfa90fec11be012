import type { Page, Response } from '@playwright/test'
import { announcements, button, unfoldOrders, untilScriptsRest } from './on-page'
import { expect, test } from './shop'
import { confirmed, newShopper, order } from './tables'

const isPoll = (response: Response) => new URL(response.url()).pathname === '/api/orders'

/** Goes to My Orders with a clock that stands still once the page runs. `seen` is every refresh from then on. */
async function land(page: Page) {
  const seen: { status: number; bytes: number }[] = []
  page.on('response', async (response) => {
    if (!isPoll(response)) return
    const status = response.status()
    seen.push({ status, bytes: status === 304 ? 0 : (await response.body()).length })
  })
  await page.clock.install()
  await page.goto('/orders')
  await expect(page.getByRole('article').first()).toBeVisible()
  await untilScriptsRest(button(page, 'Refresh now'))
  return seen
}

/** Lets time pass and answers what was refreshed in it. */
async function after(page: Page, ms: number) {
  const answered = page.waitForResponse(isPoll)
  await page.clock.runFor(ms)
  return answered
}

test('an open order is refreshed at 5, 10 and 15 s, and again if asked', async ({ page, shop }) => {
  const mine = await order(shop, await newShopper(page))
  const seen = await land(page)
  const status = page.getByRole('status')
  await expect(status).toContainText('refreshes left')
  for (const _ of [1, 2, 3]) await after(page, 5_000)
  await page.clock.runFor(120_000)
  expect(seen).toEqual([304, 304, 304].map((status) => ({ status, bytes: 0 })))
  await expect(status).toContainText('an order is still in progress')
  await expect(page.locator('[aria-live="polite"]').filter({ hasText: 'No longer updating' })).toBeAttached()

  await page.clock.pauseAt(Date.now() + 600_000)
  await button(page, 'Keep updating').click()
  await expect(status).toContainText('3 refreshes left')
  await mine.now(confirmed)
  for (const refresh of [1, 2, 3]) {
    await page.clock.runFor(4_900)
    await expect.poll(() => seen.length).toBe(2 + refresh)
    await after(page, 100)
  }
  await page.clock.runFor(120_000)
  await expect.poll(() => seen.length).toBe(6)
  await expect(page.getByRole('article')).toContainText('Confirmed')
  await expect(status).toContainText('Up to date')
  await expect(button(page, 'Keep updating')).toBeHidden()
})

test('a refresh keeps scroll and focus, and says only what changed', async ({ page, shop }) => {
  const shopper = await newShopper(page)
  for (const minutes of [1, 2, 3, 4])
    await order(shop, shopper, { date: new Date(Date.now() - minutes * 60_000), facts: confirmed })
  const mine = await order(shop, shopper, { facts: ['StockReserved'] })
  const said = await announcements(page)
  await land(page)
  said.splice(0)
  await unfoldOrders(page)
  const details = page.getByRole('link', { name: /Order details/ }).nth(3)
  await details.focus()
  await details.scrollIntoViewIfNeeded()
  const place = () => page.evaluate(() => [scrollY, document.documentElement.scrollHeight])
  const before = await place()

  expect((await after(page, 5_000)).status()).toBe(304)
  await mine.now(confirmed)
  await after(page, 5_000)
  await expect(page.getByRole('article').first()).toContainText('Confirmed')
  await expect(details).toBeFocused()
  expect(await place()).toEqual(before)
  expect(said).toEqual([expect.stringMatching(/^Order \w+ is now confirmed\.$/)])
})

test('a hidden tab asks nothing; once seen again it asks once', async ({ page, shop }) => {
  const mine = await order(shop, await newShopper(page))
  const seen = await land(page)
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true })
      Object.defineProperty(document, 'hidden', { value: visibility === 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await show('hidden')
  await page.clock.runFor(30_000)
  expect(seen).toEqual([])
  await mine.now(confirmed)
  const answered = page.waitForResponse(isPoll)
  await show('visible')
  await answered
  await expect(page.getByRole('article')).toContainText('Confirmed')
  await page.clock.runFor(30_000)
  expect(seen).toHaveLength(1)
})
