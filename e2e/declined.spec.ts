import { atMyOrders, button, openCheckout, placeOrder, titled } from './on-page'
import { expect, test } from './shop'
import { fillBasket, stockOf, untilSettled } from './shopper'

test.use({ successRate: '0' })

test('a declined payment shows as such without jubilation, and the stock comes back', async ({ page }) => {
  const before = await stockOf(page, 'copper-pan')
  await fillBasket(page, { 'copper-pan': 2 })
  await openCheckout(page)
  await placeOrder(page).click()
  await atMyOrders(page)
  const { orderId, status } = await untilSettled(page)
  expect(status).toBe('PAYMENT_FAILED')
  expect(await stockOf(page, 'copper-pan')).toBe(before)
  await button(page, 'Refresh now').click()
  for (const _ of ['refreshed', 'reloaded']) {
    await expect(page.getByRole('heading', { level: 2, name: /^Not paid yet/ })).toBeVisible()
    await expect(page.getByText('Thank you')).toHaveCount(0)
    await expect(page.locator('.hearts')).toHaveCount(0)
    await page.reload()
  }
  await page.getByRole('link', { name: /Try another payment method/ }).click()
  await expect(titled(page, 'Try another payment method')).toBeVisible()
  await page.goto('/orders')
  await expect(page.getByRole('article')).toContainText('Payment failed')
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByRole('main')).toContainText(/stock returned/i)
})
