import { atMyOrders, openCheckout, placeOrder } from './on-page'
import { expect, test } from './shop'
import { fillBasket, stockOf, untilSettled } from './shopper'

test.use({ successRate: '0' })

test('a declined payment shows as such and the stock comes back', async ({ page }) => {
  const before = await stockOf(page, 'copper-pan')
  await fillBasket(page, { 'copper-pan': 2 })
  await openCheckout(page)
  await placeOrder(page).click()
  await atMyOrders(page)
  const { orderId, status } = await untilSettled(page)
  expect(status).toBe('PAYMENT_FAILED')
  expect(await stockOf(page, 'copper-pan')).toBe(before)
  await page.goto('/orders')
  await expect(page.getByRole('article')).toContainText('Payment failed')
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByRole('main')).toContainText(/stock returned/i)
})
