import type { Page } from '@playwright/test'
import { expect, fillBasket, test, untilHydrated } from './shop'

const reactHasStarted =
  "Object.keys(document.querySelector('header') ?? {}).some((name) => name.startsWith('__react'))"

/** A browser that gives the page no frame; notes whether Next or React had started when the page gave up waiting for one. */
const withoutFrames = `
requestAnimationFrame = () => 0
IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} }
new MutationObserver((_, observer) => {
  if (!document.querySelector('header') || document.documentElement.hasAttribute('data-painting')) return
  observer.disconnect()
  startedEarly = typeof next !== 'undefined' || ${reactHasStarted}
}).observe(document, { attributes: true, subtree: true })`

/** A slow machine may have them before it has parsed the page, and then starts React as any other site does. */
async function holdScripts(page: Page) {
  const parsed = page.waitForFunction('document.documentElement?.hasAttribute("data-painting")', undefined, {
    polling: 50,
  })
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    await parsed
    await route.continue()
  })
}

for (const path of ['/', '/products/halo-headphones', '/cart', '/orders'])
  test(`Next and React wait for the first frame of ${path}, but not for ever`, async ({ page }) => {
    await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
    await page.addInitScript(withoutFrames)
    await holdScripts(page)
    await page.goto(path)
    await page.waitForFunction('typeof startedEarly !== "undefined"', undefined, { polling: 100 })
    expect(await page.evaluate('startedEarly')).toBe(false)
    await page.waitForFunction(reactHasStarted, undefined, { polling: 100 })
  })

for (const path of ['/products/halo-headphones', '/cart', '/orders'])
  test(`React starts on ${path} where a test has stopped the clock`, async ({ page }) => {
    await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
    await page.clock.install()
    await page.clock.pauseAt(Date.now() + 60_000)
    await page.goto(path)
    await untilHydrated(page.getByRole('banner'))
  })

test('a product that React has taken over before the browser was idle is left like any other page', async ({
  page,
}) => {
  await page.addInitScript('requestIdleCallback = (call) => setTimeout(() => { call(); idle = true }, 1_500)')
  await page.goto('/products/halo-headphones')
  await page.waitForFunction('typeof idle !== "undefined"', undefined, { polling: 100 })
  await page.waitForFunction(reactHasStarted, undefined, { polling: 100 })
  await page.getByRole('banner').getByRole('link', { name: 'My orders' }).click()
  await expect(page.getByRole('heading', { name: 'My orders' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Halo Headphones' })).toBeHidden()
})

/** Notes of each part how many tasks lie between it and the first, and whether React had started. */
const watchingParts = `
ran = []
let tasks = 0
Object.defineProperty(globalThis, 'beforeHydration', {
  get: () => parts,
  set(given) {
    parts = given.map((part) => () => {
      ran.push([tasks, ${reactHasStarted}])
      part()
      setTimeout(() => { tasks += 1 })
    })
  },
})
let parts`

test('what React needs is evaluated in parts before it starts, each in a task of its own', async ({
  page,
}) => {
  await page.addInitScript(watchingParts)
  await page.goto('/cart')
  await page.waitForFunction(reactHasStarted)
  expect(await page.evaluate('ran')).toEqual([
    [0, false],
    [1, false],
  ])
})
