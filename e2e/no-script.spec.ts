import type { Page } from '@playwright/test'
import { expectAccessibleWithoutScript } from './axe'
import { expect, fillBasket, test, untilSettled } from './shop'

/** Every stop is audited, in both themes. */
test.setTimeout(180_000)

test.use({ javaScriptEnabled: false })

const shown = (page: Page, name: string | RegExp, role: 'heading' | 'link' | 'button' = 'heading') =>
  page.getByRole(role, { name }).filter({ visible: true }).first()

test('things are found by category, order, words and page', async ({ page }) => {
  await page.goto('/')
  await expect(shown(page, 'Arcade Pad')).toBeVisible()
  await expectAccessibleWithoutScript(page)

  await page
    .getByRole('navigation', { name: 'Categories' })
    .first()
    .getByRole('link', { name: 'Play' })
    .click()
  await expect(shown(page, 'Sky Kite')).toBeVisible()
  await expect(page.getByRole('article').filter({ hasText: 'Ember Teapot' })).toHaveCount(0)

  await page.getByRole('link', { name: 'Price, high to low' }).click()
  await expect(page.getByRole('article').filter({ visible: true }).first()).toContainText('Last Saxophone')

  const search = page.getByRole('combobox', { name: /search/i })
  await search.fill('teapot')
  await search.press('Enter')
  await expect(page).toHaveURL(/q=teapot/)
  await expect(page.getByRole('article').filter({ visible: true })).toHaveCount(1)
  await expectAccessibleWithoutScript(page)

  await search.fill('zeppelin')
  await search.press('Enter')
  await expect(page.getByRole('article').filter({ visible: true })).toHaveCount(0)
  await expect(page.getByText('Nothing found').filter({ visible: true }).first()).toBeVisible()
  await expectAccessibleWithoutScript(page)
})

test('a purchase, from the catalogue to buying it again', async ({ page }) => {
  await page.goto('/')
  await shown(page, 'Halo Headphones', 'link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Halo Headphones' })).toBeVisible()
  await expectAccessibleWithoutScript(page)
  await shown(page, 'Add Halo Headphones to cart', 'button').click()
  await expect(page.getByText('1 in your cart').filter({ visible: true })).toBeVisible()

  await page.goto('/products/sea-salt')
  await shown(page, 'Add Sea Salt to cart', 'button').click()
  await shown(page, /^Cart/, 'link').click()

  await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible()
  await shown(page, 'One more Sea Salt', 'button').click()
  await expect(page.getByRole('textbox', { name: 'Quantity of Sea Salt' })).toHaveValue('2')
  await page.getByRole('textbox', { name: 'Quantity of Sea Salt' }).fill('5')
  await page.getByRole('textbox', { name: 'Quantity of Sea Salt' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Quantity of Sea Salt' })).toHaveValue('5')
  await shown(page, 'Remove Halo Headphones', 'button').click()
  await expect(page.getByText('Halo Headphones removed.').filter({ visible: true })).toBeVisible()
  await expect(shown(page, 'Remove Halo Headphones', 'button')).toHaveCount(0)
  await expectAccessibleWithoutScript(page)

  await page.getByRole('radio', { name: 'PayPal' }).filter({ visible: true }).check()
  await shown(page, 'Place order', 'button').click()
  await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
  const order = page.getByRole('article').filter({ visible: true })
  await expect(order).toContainText('Sea Salt')
  await expect(order).toContainText('$35.00')

  await untilSettled(page)
  await page
    .getByRole('link', { name: /refresh|check again/i })
    .filter({ visible: true })
    .first()
    .click()
  await expect(order).toContainText('Confirmed')
  await expectAccessibleWithoutScript(page)

  await page
    .getByRole('link', { name: /order details/i })
    .filter({ visible: true })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /^order/i })).toBeVisible()
  await expectAccessibleWithoutScript(page)
  await page.goBack()
  await page
    .getByRole('button', { name: /buy again/i })
    .filter({ visible: true })
    .click()
  await expect(
    page
      .getByText(/5 items added to your cart/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible()
})

test('what is refused says so', async ({ page }) => {
  await page.goto('/cart')
  await expect(page.getByText(/cart is empty/i).filter({ visible: true })).toBeVisible()
  await expectAccessibleWithoutScript(page)
  await page.goto('/orders')
  await expect(page.getByText(/no orders/i).filter({ visible: true })).toBeVisible()
  await page.goto('/products/nothing-such')
  await expect(page.getByRole('heading', { level: 1 }).filter({ visible: true })).toBeVisible()

  await fillBasket(page, { productId: 'last-saxophone', quantity: 3 })
  await page.goto('/products/last-saxophone')
  await shown(page, 'Add Last Saxophone to cart', 'button').click()
  await expect(page.getByText(/only 3 of last saxophone/i).filter({ visible: true })).toBeVisible()
  await page.goto('/cart')
  await page.getByRole('textbox', { name: 'Quantity of Last Saxophone' }).fill('7')
  await page.getByRole('textbox', { name: 'Quantity of Last Saxophone' }).press('Enter')
  await expect(
    page
      .getByText(/only 3/i)
      .filter({ visible: true })
      .first(),
  ).toBeVisible()
  await expectAccessibleWithoutScript(page)
})

test('older orders are pages further on', async ({ page }) => {
  for (let count = 0; count < 11; count++) {
    await fillBasket(page, { productId: 'field-notebook', quantity: count + 1 })
    expect((await page.request.post('/basket/checkout')).ok()).toBe(true)
  }
  const placed = async () => (await (await page.request.get('/api/orders?limit=20')).json()).orders.length
  await expect.poll(placed).toBe(11)
  await page.goto('/orders')
  const orders = page.getByRole('article').filter({ visible: true })
  const first = await orders.count()
  await shown(page, /older orders/i, 'link').click()
  await expect(page).toHaveURL(/before=/)
  await expect(orders).toHaveCount(11 - first)
  await expectAccessibleWithoutScript(page)
})
