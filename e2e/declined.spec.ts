import { expect, fillBasket, stockOf, test, untilSettled } from './shop'

test.use({ successRate: '0' })

test('a declined payment shows as such and the stock comes back', async ({ page }) => {
  const before = await stockOf(page, 'copper-pan')
  await fillBasket(page, { productId: 'copper-pan', quantity: 2 })
  await page.goto('/cart')
  await page.getByRole('button', { name: 'Place order' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()

  const { orderId, status } = await untilSettled(page)
  expect(status).toBe('PAYMENT_FAILED')
  expect(await stockOf(page, 'copper-pan')).toBe(before)
  await page.goto('/orders')
  await expect(page.getByRole('article')).toContainText('Payment failed')
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByRole('main')).toContainText(/stock returned/i)
})
