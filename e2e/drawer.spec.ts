import type { Page } from '@playwright/test'
import { atMyOrders, button, checkOut, openCart, placeOrder, titled, untilScriptsRest } from './on-page'
import { expect, sizes, test } from './shop'
import { fillBasket, fillContact } from './shopper'

const drawerOf = (page: Page) => page.getByRole('dialog', { name: 'Your cart' })
const quantity = (page: Page) => drawerOf(page).getByRole('textbox', { name: 'Quantity of Morning Cup' })

async function openDrawer(page: Page, path: string) {
  await page.goto(path)
  const link = page.getByRole('link', { name: /^Cart, \d/ })
  await untilScriptsRest(link)
  await link.click()
  await expect(checkOut(page)).toBeVisible()
  return link
}

for (const [size, use] of sizes)
  test.describe(size, () => {
    test.use(use)

    test('the cart opens over any page, keeps focus and gives it back', async ({ page }) => {
      await fillBasket(page, { 'morning-cup': 2 })
      const asked: string[] = []
      page.on('request', (request) => asked.push(new URL(request.url()).pathname))
      for (const path of ['/', '/products/ember-teapot', '/orders']) {
        const link = await openDrawer(page, path)
        expect(new URL(page.url()).pathname).toBe(path)
        const drawer = drawerOf(page)
        const close = drawer.getByRole('button', { name: 'Close cart' })
        await expect(close.or(drawer.getByRole('link', { name: 'Full page' })).first()).toBeVisible()
        for (let press = 0; press < 20; press++) {
          await page.keyboard.press('Tab')
          await expect(page.locator(':focus:not(body, dialog, dialog *)')).toHaveCount(0)
        }
        await page.keyboard.press('Escape')
        await expect(drawer).toBeHidden()
        await expect(link).toBeFocused()
      }
      expect(asked.filter((path) => path === '/cart/contents')).toHaveLength(3)
    })
  })

test('the drawer covers the page, hears of other tabs and sells', async ({ page, context }) => {
  await fillBasket(page, { 'morning-cup': 1 })
  await test.step('nothing of the drawer is loaded before the shopper reaches for it', async () => {
    const scripts: Promise<string>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.text())
    })
    const hasDrawer = async () =>
      (await Promise.all(scripts)).some((script) => script.includes('drawer-heading'))
    await page.goto('/products/ember-teapot')
    await untilScriptsRest(page.getByRole('link', { name: 'Cart, 1 item' }))
    expect(scripts.length).toBeGreaterThan(0)
    expect(await hasDrawer()).toBe(false)
    await page.getByRole('link', { name: 'Cart, 1 item' }).click()
    await expect(checkOut(page)).toBeVisible()
    expect(await hasDrawer()).toBe(true)
  })
  await test.step('the page behind does not scroll, and a click on it closes the drawer', async () => {
    await page.mouse.move(200, 500)
    await page.mouse.wheel(0, 800)
    await expect(drawerOf(page)).toBeVisible()
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await page.mouse.click(200, 500)
    await expect(drawerOf(page)).toBeHidden()
    await page.mouse.wheel(0, 800)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
  })
  await test.step('the drawer shows what another tab does to the cart', async () => {
    await openDrawer(page, '/products/ember-teapot')
    const other = await context.newPage()
    await openCart(other)
    await button(other, 'One more Morning Cup').click()
    await expect(quantity(page)).toHaveValue('2')
    await other.close()
  })
  await test.step('the drawer leads to the checkout, where an order is placed', async () => {
    await drawerOf(page).getByRole('button', { name: 'One more Morning Cup' }).click()
    await expect(quantity(page)).toHaveValue('3')
    await checkOut(page).click()
    await expect(titled(page, 'Checkout')).toBeVisible()
    await expect(drawerOf(page)).toBeHidden()
    await expect(page.getByText('3 × Morning Cup')).toBeVisible()
    await fillContact(page)
    await placeOrder(page).click()
    await atMyOrders(page)
    await expect(page.getByRole('article')).toContainText('3 × ')
  })
})
