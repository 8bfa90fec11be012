import type { Page } from '@playwright/test'
import { expect, fillBasket, sizes, test, untilHydrated, withheld, withholdScripts } from './shop'

const drawerOf = (page: Page) => page.getByRole('dialog', { name: 'Your cart' })

async function openDrawer(page: Page, path: string) {
  await page.goto(path)
  const link = page.getByRole('link', { name: /^Cart, \d/ })
  await untilHydrated(link)
  await link.click()
  await expect(drawerOf(page).getByRole('button', { name: 'Place order' })).toBeVisible()
  return link
}

for (const [size, use] of sizes) {
  test.describe(size, () => {
    test.use(use)

    test('the cart opens over any page, keeps focus and gives it back', async ({ page }) => {
      await fillBasket(page, { productId: 'morning-cup', quantity: 2 })
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).pathname))
      for (const path of ['/', '/products/ember-teapot', '/orders']) {
        const link = await openDrawer(page, path)
        expect(new URL(page.url()).pathname).toBe(path)
        const drawer = drawerOf(page)
        await expect(
          drawer
            .getByRole('button', { name: 'Close cart' })
            .or(drawer.getByRole('link', { name: 'Full page' }))
            .first(),
        ).toBeVisible()
        for (let press = 0; press < 20; press++) {
          await page.keyboard.press('Tab')
          const outside = await page.evaluate(
            () => document.activeElement !== document.body && !document.activeElement?.closest('dialog'),
          )
          expect(outside).toBe(false)
        }
        await page.keyboard.press('Escape')
        await expect(drawer).toBeHidden()
        await expect(link).toBeFocused()
      }
      expect(asked.filter((path) => path === '/cart/contents')).toHaveLength(3)
    })
  })
}

test('an order is placed from the drawer', async ({ page }) => {
  await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
  await openDrawer(page, '/products/ember-teapot')
  await drawerOf(page).getByRole('button', { name: 'One more Morning Cup' }).click()
  await expect(drawerOf(page).getByRole('textbox', { name: 'Quantity of Morning Cup' })).toHaveValue('2')
  await expect(drawerOf(page).getByRole('button', { name: 'Place order' })).toHaveAttribute(
    'aria-disabled',
    'false',
  )
  await drawerOf(page).getByRole('button', { name: 'Place order' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
  await expect(drawerOf(page)).toBeHidden()
  await expect(page.getByRole('article')).toContainText('2 × ')
})

test('the page behind does not scroll, and a click on it closes the drawer', async ({ page }) => {
  await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
  await openDrawer(page, '/products/ember-teapot')
  await page.mouse.move(200, 500)
  await page.mouse.wheel(0, 800)
  await expect(drawerOf(page)).toBeVisible()
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await page.mouse.click(200, 500)
  await expect(drawerOf(page)).toBeHidden()
  await page.mouse.wheel(0, 800)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
})

test('nothing of the drawer is loaded before the shopper reaches for it', async ({ page }) => {
  await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
  const scripts: string[] = []
  page.on('response', async (response) => {
    if (response.request().resourceType() === 'script') scripts.push(await response.text())
  })
  await page.goto('/products/ember-teapot')
  await untilHydrated(page.getByRole('link', { name: 'Cart, 1 item' }))
  const hasDrawer = () => scripts.some((script) => script.includes('drawer-heading'))
  expect(scripts.length).toBeGreaterThan(0)
  expect(hasDrawer()).toBe(false)
  await page.getByRole('link', { name: 'Cart, 1 item' }).click()
  await expect(drawerOf(page)).toBeVisible()
  expect(hasDrawer()).toBe(true)
})

test('the drawer shows what another tab does to the cart', async ({ page, context }) => {
  await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
  await openDrawer(page, '/products/ember-teapot')
  const other = await context.newPage()
  await other.goto('/cart')
  await untilHydrated(other.getByRole('button', { name: 'Place order' }))
  await other.getByRole('button', { name: 'One more Morning Cup' }).click()
  await expect(drawerOf(page).getByRole('textbox', { name: 'Quantity of Morning Cup' })).toHaveValue('2')
})

test.describe('before the scripts have arrived', () => {
  test.use({ complaint: withheld })

  test('the cart is its page', async ({ page }) => {
    await withholdScripts(page)
    await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
    await page.goto('/')
    await page.getByRole('link', { name: /^Cart/ }).first().click()
    await expect(page).toHaveURL(/\/cart$/)
    await expect(page.getByRole('button', { name: 'Place order' })).toBeVisible()
  })
})
