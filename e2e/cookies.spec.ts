import type { BrowserContext } from '@playwright/test'
import { expect, test } from './shop'

const refused = /your browser refuses cookies/i

/** As a browser that is set to block them: none of ours is stored, so none comes back. */
async function refuseCookies(context: BrowserContext) {
  await context.clearCookies()
  await context.route('**/*', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    const headers = Object.fromEntries(
      Object.entries(response.headers()).filter(([name]) => name !== 'set-cookie'),
    )
    // Playwright keeps those of a fetch by itself.
    await context.clearCookies()
    await route.fulfill({ response, headers })
  })
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('who refuses cookies is told so by a card and by a product, and not that the cart holds it', async ({
      page,
      context,
    }) => {
      await refuseCookies(context)
      for (const path of ['/?q=teapot', '/products/ember-teapot']) {
        await page.goto(path)
        await page
          .getByRole('button', { name: 'Add Ember Teapot to cart' })
          .filter({ visible: true })
          .first()
          .click()
        await expect(page.getByRole('alert').filter({ hasText: refused }).first()).toBeVisible()
        await expect(page.getByText('1 in your cart')).toHaveCount(0)
        await expect(page.getByRole('banner').getByRole('link', { name: /cart/i }).first()).not.toContainText(
          '1',
        )
      }
      await context.unrouteAll({ behavior: 'ignoreErrors' })
    })
  })

test('who keeps them is told what the cart holds, and looks for them once', async ({ page }) => {
  const looks: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/basket')) looks.push(request.method())
  })
  await page.goto('/products/ember-teapot')
  const add = page.getByRole('button', { name: 'Add Ember Teapot to cart' }).first()
  await add.click()
  await expect(page.getByText('1 in your cart')).toBeVisible()
  await add.click()
  await expect(page.getByText('2 in your cart')).toBeVisible()
  expect(looks).toEqual(['GET'])
})
