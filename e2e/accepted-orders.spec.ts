import { expect, test } from './shop'
import { buy, ordersOf } from './shopper'

test('60 of 60 orders are on My Orders, API and page, as soon as they are accepted', async ({ page }) => {
  test.setTimeout(180_000)
  const missing: string[] = []
  for (let purchase = 0; purchase < 60; purchase++) {
    const { orderId } = await buy(page, { 'signal-torch': 1 })
    const [orders, shown] = await Promise.all([ordersOf(page), page.request.get('/orders')])
    if (!orders.some((order) => order.orderId === orderId)) missing.push(`${orderId} in the API`)
    if (!(await shown.text()).includes(`href="/orders/${orderId}"`)) missing.push(`${orderId} on the page`)
  }
  expect(missing).toEqual([])
  // Whoever comes by themselves sees them refreshing while one is open; the last may have been settled already.
  await page.goto('/orders')
  await expect(page.getByRole('article')).toHaveCount(10)
  await expect(page.getByRole('status')).toContainText(/refresh(es)? left|Up to date/)
})
