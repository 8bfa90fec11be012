import { expectAccessible } from './axe'
import { expect, test } from './shop'
import { fillBasket } from './shopper'
import { takeTable } from './tables'

// React says in the console what failed, and that it tries again in the browser: https://react.dev/errors/419
test.use({ complaint: /console: |uncaught Minified React error #419/ })

test('a page that cannot be made says so, and comes when tried again', async ({ page, shop }) => {
  const fault = page.getByRole('main').getByRole('alert').filter({ hasText: 'That did not work' })
  // Who has no session has no orders, and nothing is asked.
  await fillBasket(page, { 'wall-mirror': 1 })
  const putBack = await takeTable(shop, 'OrderTable')
  await page.goto('/orders')
  await expect(fault).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText(/digest|stack|ZodError|\bat \w+ \(/)
  await expect(page.getByRole('banner').getByRole('link', { name: /^cart/i })).toBeVisible()
  await expectAccessible(page)

  const tryAgain = fault.getByRole('button', { name: 'Try again' })
  await tryAgain.click()
  await expect(tryAgain).toBeVisible()
  await expect(page.locator('#content')).toBeFocused()
  await putBack()
  await tryAgain.click()
  await expect(page.getByText('No orders yet')).toBeVisible()
  await expect(fault).toHaveCount(0)
})

test('the count of the cart comes back with the page that is tried again', async ({ page, shop }) => {
  await fillBasket(page, { 'wall-mirror': 1 })
  const putBack = await takeTable(shop, 'BasketTable')
  await page.goto('/cart')
  const tryAgain = page.getByRole('button', { name: 'Try again' })
  const cart = page.getByRole('banner').getByRole('link', { name: /^Cart/ })
  await expect(cart).toHaveAccessibleName('Cart')
  await tryAgain.click()
  await expect(tryAgain).toHaveText('Try again')
  await expect(cart).toHaveAccessibleName('Cart')
  await putBack()
  await fillBasket(page, { 'wall-mirror': 3 })
  await tryAgain.click()
  await expect(page.getByRole('textbox', { name: 'Quantity of Wall Mirror' })).toHaveValue('3')
  await expect(cart).toHaveAccessibleName('Cart, 3 items')
})
