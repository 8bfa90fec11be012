import type { BrowserContext } from '@playwright/test'
import { button, unfoldOrders, untilScriptsRest } from './on-page'
import { expect, test } from './shop'
import { buy, untilSettled } from './shopper'

const refused = /your browser refuses cookies/i

/** As a browser that is set to block them: none of ours is stored, so none comes back. */
async function refuseCookies(context: BrowserContext) {
  await context.clearCookies()
  await context.route(/^[^.]*$/, async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    const { 'set-cookie': _, ...headers } = response.headers()
    // Playwright keeps those of a fetch by itself.
    await context.clearCookies()
    await route.fulfill({ response, headers })
  })
}

for (const scriptFiles of [true, false])
  test.describe(`${scriptFiles ? 'once' : 'before'} the scripts have arrived`, () => {
    test.use({ scriptFiles })

    test('who refuses cookies is told so by a card and by a product', async ({ page, context }) => {
      await refuseCookies(context)
      for (const path of ['/?q=teapot', '/products/ember-teapot']) {
        await page.goto(path)
        const add = button(page, 'Add Ember Teapot to cart').first()
        if (scriptFiles) await untilScriptsRest(add)
        await add.click()
        await expect(page.getByRole('alert').filter({ hasText: refused }).first()).toBeVisible()
        await expect(page.getByText('1 in your cart')).toHaveCount(0)
        const cart = page.getByRole('banner').getByRole('link', { name: /cart/i }).first()
        await expect(cart).not.toContainText('1')
      }
      await context.unrouteAll({ behavior: 'ignoreErrors' })
    })
  })

test('who begins to refuse them is told so on buying again', async ({ page, context }) => {
  await buy(page, { 'sea-salt': 1 })
  await untilSettled(page)
  await page.goto('/orders')
  await unfoldOrders(page)
  const buyAgain = button(page, /Buy again/)
  await untilScriptsRest(buyAgain)
  await refuseCookies(context)
  await buyAgain.click()
  await expect(page.getByText(refused)).toBeVisible()
  await expect(page.getByText(/added to your cart/)).toHaveCount(0)
  await context.unrouteAll({ behavior: 'ignoreErrors' })
})
