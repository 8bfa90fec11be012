import type { Page } from '@playwright/test'
import { information } from '../components/site/information'
import { expectAccessible } from './axe'
import { button } from './on-page'
import { expect, test } from './shop'
import { buy, fillBasket, untilSettled } from './shopper'
import { changeProduct } from './tables'

/** Every stop is audited, by day on a desktop and by night as wide as a phone. */
test.setTimeout(180_000)
// Text and window change their size.
test.use({ complaint: /404|layout shift/ })

/** What an address is called on the page once it is all there. */
async function visit(page: Page, stops: Record<string, RegExp | string>) {
  for (const [path, name] of Object.entries(stops))
    await test.step(path, async () => {
      await page.goto(path)
      const heading = page.getByRole('main').getByRole('heading', { name }).filter({ visible: true })
      await expect(heading.first()).toBeVisible()
      await inspect(page)
    })
}

/** WCAG 1.4.10: 320 px is 400 % zoom of a window of 1280 px. WCAG 1.4.4: text twice as large. */
async function inspect(page: Page) {
  const size = page.viewportSize()
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%', 'important'))
  expect(await page.evaluate(sideways), `${page.url()} with text twice as large`).toBe('fits')
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(sideways), `${page.url()} at 320 px`).toBe('fits')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.setViewportSize(size ?? { width: 1280, height: 720 })
}

/** Runs in the page. */
function sideways() {
  const { scrollWidth, clientWidth } = document.documentElement
  const reaching = [...document.querySelectorAll('main *, header *, footer *')]
    .filter((element) => element.checkVisibility() && !element.closest('[class*=overflow-x-auto]'))
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    .map(({ tagName, className }) => `${tagName.toLowerCase()}.${className}`)
  return scrollWidth > clientWidth ? { scrollWidth, clientWidth, reaching: reaching.slice(0, 5) } : 'fits'
}

test('the catalogue, however it is looked through, is accessible', async ({ page }) => {
  await visit(page, {
    '/': 'Arcade Pad',
    '/?category=Kitchen': 'Ember Teapot',
    '/?sort=price-desc': 'Slate Laptop 14',
    '/?q=teapot': 'Ember Teapot',
    '/?q=zeppelin': /zeppelin/,
  })
  await page.getByRole('combobox').fill('la')
  await expect(page.getByRole('listbox')).toBeVisible()
  await inspect(page)
})

test('every kind of product page, and where nothing is, is accessible', async ({ page }) => {
  await visit(page, {
    '/products/halo-headphones': 'Halo Headphones',
    '/products/last-saxophone': 'Last Saxophone',
    '/products/library-stack': 'Library Stack',
    '/products/nothing-such': /./,
    '/nowhere': /./,
  })
})

test('every page about the shop is accessible', async ({ page }) => {
  await visit(page, Object.fromEntries(information.map(({ label, address }) => [address, label])))
})

test('the ways into an account are accessible', async ({ page }) => {
  await visit(page, { '/sign-in': 'Sign in', '/account': 'You are not signed in' })
})

test('a cart is accessible, whatever is in it or has changed', async ({ page, shop }) => {
  await visit(page, { '/cart': /empty/i, '/checkout': /empty/i })
  await fillBasket(page, { 'world-globe': 2, 'snare-drum': 3, 'tailor-scissors': 1 })
  await visit(page, { '/checkout': 'Your order', '/cart': 'World Globe' })
  await button(page, 'Remove Tailor Scissors').click()
  await expect(button(page, /undo/i)).toBeFocused()
  await inspect(page)
  await changeProduct(shop, 'world-globe', { price: 130 })
  await changeProduct(shop, 'snare-drum', { availableStock: 1 })
  await visit(page, { '/cart': /changed/i, '/checkout': 'Your order' })
})

test('My Orders and an order are accessible in every state', async ({ page }) => {
  await visit(page, { '/orders': /no orders/i })
  await buy(page, { 'match-football': 2 })
  const { orderId } = await untilSettled(page)
  await visit(page, {
    '/orders': /^order/i,
    [`/orders/${orderId}`]: /^order/i,
    [`/orders/${orderId}/receipt`]: 'Receipt',
    [`/orders/${orderId}/cancel`]: /cancel/i,
    '/orders/ORD-01ARZ3NDEKTSV4RRFFQ69G5FAV': /./,
  })
})
