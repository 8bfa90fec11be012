import type { BrowserContext } from '@playwright/test'
import { expect, fillBasket, test, untilHydrated, withheld, withholdScripts } from './shop'

test.use({ complaint: withheld })

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

for (const arrived of [true, false])
  test(`who refuses cookies is told so by a card and by a product ${arrived ? 'once' : 'before'} the scripts have arrived`, async ({
    page,
    context,
  }) => {
    await refuseCookies(context)
    if (!arrived) await withholdScripts(page)
    for (const path of ['/?q=teapot', '/products/ember-teapot']) {
      await page.goto(path)
      const add = page.getByRole('button', { name: 'Add Ember Teapot to cart' }).first()
      if (arrived) await untilHydrated(add)
      await add.click()
      await expect(page.getByRole('alert').filter({ hasText: refused }).first()).toBeVisible()
      await expect(page.getByText('1 in your cart')).toHaveCount(0)
      await expect(page.getByRole('banner').getByRole('link', { name: /cart/i }).first()).not.toContainText(
        '1',
      )
    }
    await context.unrouteAll({ behavior: 'ignoreErrors' })
  })

test('who keeps them is told what the cart holds', async ({ page }) => {
  await page.goto('/products/ember-teapot')
  const add = page.getByRole('button', { name: 'Add Ember Teapot to cart' }).first()
  await add.click()
  await expect(page.getByText('1 in your cart')).toBeVisible()
  await add.click()
  await expect(page.getByText('2 in your cart')).toBeVisible()
})

test('who begins to refuse them is told so when an order is to be bought again', async ({
  page,
  context,
}) => {
  await fillBasket(page, { productId: 'sea-salt', quantity: 1 })
  await page.request.post('/basket/checkout')
  await page.goto('/orders')
  const buyAgain = page.getByRole('button', { name: /Buy again/ })
  await untilHydrated(buyAgain)
  await refuseCookies(context)
  await buyAgain.click()
  await expect(page.getByText(refused)).toBeVisible()
  await expect(page.getByText(/added to your cart/)).toHaveCount(0)
  await context.unrouteAll({ behavior: 'ignoreErrors' })
})
