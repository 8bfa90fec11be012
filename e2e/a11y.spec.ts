import type { Page } from '@playwright/test'
import { expectAccessible } from './axe'
import { expectNoSidewaysScroll } from './reflow'
import { expect, fillBasket, test, untilSettled } from './shop'
import { changeProduct } from './tables'

/** Every stop is audited, in both themes. */
test.setTimeout(180_000)

/** A page as its visitor finds it: what it is called, its address, and what is on it when it is all there. */
type Stop = { name: string; path: string; until: (page: Page) => ReturnType<Page['getByRole']> }

async function visit(page: Page, stops: Stop[]) {
  for (const { name, path, until } of stops)
    await test.step(name, async () => {
      await page.goto(path)
      await expect(until(page)).toBeVisible()
      await inspect(page)
    })
}

async function inspect(page: Page) {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}

const heading = (name: RegExp | string) => (page: Page) =>
  page.getByRole('main').getByRole('heading', { name }).filter({ visible: true }).first()

test('the catalogue, however it is looked through, is accessible', async ({ page }) => {
  await visit(page, [
    { name: 'all', path: '/', until: heading('Arcade Pad') },
    { name: 'a category', path: '/?category=Kitchen', until: heading('Ember Teapot') },
    { name: 'sorted', path: '/?sort=price-desc', until: heading('Slate Laptop 14') },
    { name: 'a search', path: '/?q=teapot', until: heading('Ember Teapot') },
    { name: 'a search in vain', path: '/?q=zeppelin', until: heading(/zeppelin/) },
  ])
})

test('the list of suggestions is accessible', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox').pressSequentially('la')
  await expect(page.getByRole('listbox')).toBeVisible()
  await inspect(page)
  await page.getByRole('combobox').press('ArrowDown')
})

test('every kind of product page is accessible', async ({ page }) => {
  await visit(page, [
    { name: 'in stock', path: '/products/halo-headphones', until: heading('Halo Headphones') },
    { name: 'few left', path: '/products/last-saxophone', until: heading('Last Saxophone') },
    { name: 'sold out', path: '/products/library-stack', until: heading('Library Stack') },
    { name: 'unknown', path: '/products/nothing-such', until: heading(/./) },
  ])
})

test.describe('an address that leads nowhere', () => {
  test.use({ complaint: /404/ })
  test('has an accessible page', async ({ page }) => {
    await visit(page, [{ name: 'unknown', path: '/nowhere', until: heading(/./) }])
  })
})

test('a cart without anything, with something, and with what is no longer as it was is accessible', async ({
  page,
  shop,
}) => {
  await visit(page, [{ name: 'empty', path: '/cart', until: heading(/empty/i) }])
  await fillBasket(
    page,
    { productId: 'world-globe', quantity: 2 },
    { productId: 'snare-drum', quantity: 3 },
    { productId: 'tailor-scissors', quantity: 1 },
  )
  await visit(page, [{ name: 'three lines', path: '/cart', until: heading('World Globe') }])

  await page.getByRole('button', { name: 'Remove Tailor Scissors' }).click()
  await expect(page.getByRole('button', { name: /undo/i })).toBeFocused()
  await inspect(page)

  await changeProduct(shop, 'world-globe', { price: 130 })
  await changeProduct(shop, 'snare-drum', { stock: 1 })
  await visit(page, [{ name: 'changed', path: '/cart', until: heading(/changed/i) }])
})

test('My Orders and an order are accessible in every state', async ({ page, shop }) => {
  await visit(page, [{ name: 'none', path: '/orders', until: heading(/no orders/i) }])
  await changeProduct(shop, 'match-football', { stock: 2 })
  await fillBasket(page, { productId: 'match-football', quantity: 2 })
  const other = await page.request.get('/api/basket')
  expect(other.ok()).toBe(true)
  await page.request.post('/basket/checkout')
  const { orderId } = await untilSettled(page)
  await visit(page, [
    { name: 'confirmed', path: '/orders', until: heading(/^order/i) },
    { name: 'one order', path: `/orders/${orderId}`, until: heading(/^order/i) },
    { name: 'not yours', path: '/orders/ORD-01ARZ3NDEKTSV4RRFFQ69G5FAV', until: heading(/./) },
  ])
})
