import { expect, fillBasket, test } from './shop'

const purchases = 60
const productId = 'signal-torch'

type Listed = { orders: { orderId: string }[] }

test('60 of 60 orders are on My Orders as soon as they are accepted, in the API and on the page', async ({
  page,
}) => {
  test.setTimeout(180_000)
  const { request } = page
  const missing: string[] = []
  for (let purchase = 0; purchase < purchases; purchase++) {
    await fillBasket(page, { productId, quantity: 1 })
    const accepted = await request.post('/basket/checkout')
    expect(accepted.status()).toBe(200)
    const { orderId } = await accepted.json()
    const [listed, shown] = await Promise.all([request.get('/api/orders'), request.get('/orders')])
    const { orders }: Listed = await listed.json()
    if (!orders.some((order) => order.orderId === orderId)) missing.push(`${orderId} in the API`)
    if (!(await shown.text()).includes(`href="/orders/${orderId}"`)) missing.push(`${orderId} on the page`)
  }
  expect(missing).toEqual([])
})

test('whoever comes to My Orders by themselves after a checkout sees the order, refreshing while it is open', async ({
  page,
}) => {
  await fillBasket(page, { productId, quantity: 1 })
  expect((await page.request.post('/basket/checkout')).status()).toBe(200)
  await page.goto('/orders')
  await expect(page.getByRole('article')).toHaveCount(1)
  // The functions run meanwhile: it may have been settled already.
  await expect(page.getByRole('status')).toContainText(/refresh(es)? left|Up to date/)
})
