import type { Page } from '@playwright/test'
import { holdRequests, titled } from './on-page'
import { expect, test } from './shop'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search the shop' })
const option = (page: Page, name: RegExp | string) => page.getByRole('option', { name })
const names = (page: Page) =>
  page.getByRole('article').getByRole('heading').filter({ visible: true }).allTextContents()
const found = (page: Page, heading: RegExp | string) => expect(titled(page, heading)).toBeVisible()

test('what is typed is suggested, and chosen by the keyboard alone', async ({ page }) => {
  await page.goto('/cart')
  do await page.keyboard.press('Tab')
  while (!(await field(page).evaluate((input) => input === document.activeElement)))
  await page.keyboard.type('fie')
  await expect(option(page, /Field Camera/)).toBeVisible()
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByText('2 found', { exact: false })).toBeAttached()

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const active = page.getByRole('option', { selected: true })
  await expect(active).toHaveCount(1)
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await active.getAttribute('id')) ?? '')
  const name = /Field \w+/.exec((await active.textContent()) ?? '')?.[0] ?? ''
  await page.keyboard.press('Enter')
  await found(page, name)
})

test('typing in the shop narrows it down, and one step back shows all of it again', async ({ page }) => {
  await page.goto('/')
  await found(page, /swooning/)
  await field(page).pressSequentially('tea', { delay: 120 })
  await found(page, '“tea”')
  await expect(page).toHaveURL('/?q=tea')
  await expect.poll(() => names(page)).toEqual(['Ember Teapot', 'Reading Chair'])
  await field(page).pressSequentially('pot')
  await found(page, '“teapot”')
  await expect.poll(() => names(page)).toEqual(['Ember Teapot'])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(field(page)).toHaveValue('teapot')

  await page.goBack()
  await found(page, /swooning/)
  await expect(page).toHaveURL('/')
})

test.describe('while the clock stands still', () => {
  // Results that follow a key after more than half a second are a shift to the browser.
  test.use({ complaint: /layout shift/ })

  test('what is typed while the first results come is no step of its own', async ({ page }) => {
    await page.clock.install()
    await page.goto('/')
    await found(page, /swooning/)
    await expect(field(page)).toHaveAttribute('aria-expanded', 'false')
    await page.clock.pauseAt(Date.now() + 60_000)
    const asked = page.waitForRequest(/\/\?q=t&_rsc/)
    await field(page).pressSequentially('t')
    await page.clock.runFor(300)
    await asked
    await field(page).pressSequentially('e')
    await expect(page).toHaveURL('/?q=t')
    await page.clock.runFor(300)
    await expect(page).toHaveURL('/?q=te')
    await page.clock.resume()
    await page.goBack()
    await found(page, /swooning/)
  })
})

test('what is typed before the page runs is suggested once it does', async ({ page }) => {
  const scripts = await holdRequests(page, 'GET', '**/_next/static/**/*.js')
  await page.goto('/cart', { waitUntil: 'commit' })
  await field(page).fill('fie')
  scripts.release()
  await expect(option(page, /Field Camera/)).toBeVisible()
})

test('an address with words, category and order can be shared', async ({ page, context }) => {
  await page.goto('/')
  await field(page).pressSequentially('c')
  await field(page).press('Enter')
  await found(page, '“c”')
  const categories = page.getByRole('navigation', { name: 'Categories' })
  await categories.getByRole('link', { name: 'Kitchen' }).first().click()
  await found(page, '“c” in Kitchen')
  const dearestFirst = page.getByRole('link', { name: 'Price, high to low' })
  await dearestFirst.click()
  await expect(page).toHaveURL('/?q=c&category=Kitchen&sort=price-desc')
  await expect(dearestFirst).toHaveAttribute('aria-current', 'page')
  const prices = page.getByRole('article').locator('p').filter({ hasText: '$' })
  await expect.poll(async () => isDescending(await prices.allTextContents())).toBe(true)

  const friend = await context.newPage()
  await friend.goto(page.url())
  await expect.poll(() => names(friend)).toEqual(await names(page))
  await expect(field(friend)).toHaveValue('c')
  await expect(friend).toHaveTitle('“c” in Kitchen | Swoon')
})

function isDescending(prices: string[]) {
  const amounts = prices.map((price) => Number(price.replace(/[^\d.]/g, '')))
  return amounts.length > 1 && amounts.every((amount, at) => at === 0 || amount <= (amounts[at - 1] ?? 0))
}

test('a search that finds nothing says so and shows ways on', async ({ page }) => {
  await page.goto('/?q=teapot&category=Tech')
  await found(page, '“teapot” in Tech')
  await page.getByRole('link', { name: /1 thing in the whole shop/ }).click()
  await expect.poll(() => names(page)).toEqual(['Ember Teapot'])

  await page.goto('/?q=hedfones')
  await expect(page.getByRole('heading', { name: 'Close to it' })).toBeVisible()
  await expect.poll(() => names(page)).toContain('Halo Headphones')
  await page.getByRole('link', { name: 'Clear the search' }).click()
  await found(page, /swooning/)
})

test('addresses that make no sense show what can be shown', async ({ request }) => {
  const nonsense = [
    'q=%00%ff',
    'sort=cheapest&page=-3',
    'page=999999999999',
    'category=<script>alert(1)</script>',
  ]
  for (const search of [`q=${'x'.repeat(2000)}`, ...nonsense, 'q=a&q=b&category=Desk&category=Play']) {
    const answer = await request.get(`/?${search}`)
    expect(answer.status(), search).toBe(200)
    const page = await answer.text()
    expect(page).toContain('<h1')
    expect(page).not.toContain('That did not work')
  }
})

test('the list does not outlive the words, and keeps what was typed', async ({ page }) => {
  await page.goto('/orders')
  await field(page).fill('guitar')
  await expect(option(page, /Redline Guitar/)).toBeVisible()
  await field(page).press('ArrowDown')
  await field(page).press('ArrowUp')
  await expect(page.getByRole('option', { selected: true })).toHaveCount(0)
  await field(page).press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(field(page)).toHaveValue('guitar')
  await field(page).press('ArrowDown')
  await expect(page.getByRole('option', { selected: true })).toHaveText(/Redline Guitar/)
  await field(page).fill('')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(page).toHaveURL('/orders')
})
