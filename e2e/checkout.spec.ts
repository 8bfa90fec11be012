import { expect, fillBasket, stockOf, test, untilHydrated, untilSettled } from './shop'

test('a shopper buys two products and sees the order appear', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Add Halo Headphones to cart' }).click()
  await expect(page.getByRole('link', { name: /cart.*1/i })).toBeVisible()
  await page.getByRole('link', { name: 'Ember Teapot', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ember Teapot' })).toBeVisible()
  await page.getByRole('button', { name: 'Add Ember Teapot to cart' }).click()
  await page.getByRole('link', { name: /cart.*2/i }).click()

  await expect(page.getByRole('heading', { level: 1, name: /cart/i })).toBeVisible()
  await page.getByRole('radio', { name: 'PayPal' }).check()
  await page.getByRole('button', { name: 'Place order' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
  const order = page.getByRole('article')
  await expect(order).toHaveCount(1)
  await expect(order).toContainText('Halo Headphones')
  await expect(order).toContainText('Ember Teapot')
  await untilSettled(page)
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect(order).toContainText('Confirmed')
  await expect(page.getByRole('link', { name: /cart.*0|cart, empty/i })).toBeVisible()
})

test('My Orders refreshes by itself at 5, 10 and 15 seconds, and never again', async ({ page }) => {
  await fillBasket(page, { productId: 'signal-torch', quantity: 1 })
  await page.clock.install()
  await page.goto('/cart')
  const polls: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/orders') polls.push(request.url())
  })
  await untilHydrated(page.getByRole('button', { name: 'Place order' }))
  await page.clock.pauseAt(Date.now() + 60_000)
  await page.getByRole('button', { name: 'Place order' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
  // React reveals what was streamed from a timer, which stands still too. Steps this small keep the landing within the
  // 100 ms that are left to the refreshes below.
  await expect(async () => {
    await page.clock.runFor(20)
    await expect(page.getByRole('article')).toContainText(/Placed|Processing|Confirmed/, { timeout: 250 })
  }).toPass()
  await expect(page.getByRole('article')).toContainText(/Placed|Processing|Confirmed/)
  await expect(page.getByRole('status')).toContainText('3 refreshes left')
  expect(polls).toHaveLength(0)
  await untilSettled(page)

  for (const refresh of [1, 2, 3]) {
    await page.clock.runFor(4_900)
    expect(polls).toHaveLength(refresh - 1)
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/orders')
    await page.clock.runFor(100)
    await answered
    expect(polls).toHaveLength(refresh)
    await expect(page.getByRole('article')).toContainText('Confirmed')
  }
  await page.clock.runFor(120_000)
  expect(polls).toHaveLength(3)
})

test('a double click on checkout gives one order', async ({ page }) => {
  await fillBasket(page, { productId: 'sea-salt', quantity: 2 })
  const before = await stockOf(page, 'sea-salt')
  await page.goto('/cart')
  await page.getByRole('button', { name: 'Place order' }).dblclick()
  await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
  await untilSettled(page)
  await page.reload()
  await expect(page.getByRole('article')).toHaveCount(1)
  expect(await stockOf(page, 'sea-salt')).toBe(before - 2)
})

test('going back and placing the same cart again gives one order', async ({ page }) => {
  await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
  const basket = await (await page.request.get('/api/basket')).json()
  const checkout = () => page.request.post('/basket/checkout', { data: { checkoutId: basket.checkoutId } })
  const [first, second] = [await (await checkout()).json(), await (await checkout()).json()]
  expect(second).toEqual(first)
  await untilSettled(page)
  await page.goto('/orders')
  await expect(page.getByRole('article')).toHaveCount(1)
})

test('an order is shown to its own shopper only', async ({ page, browser, baseURL }) => {
  await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
  const { orderId } = await (await page.request.post('/basket/checkout')).json()
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByRole('main')).toContainText('Morning Cup')

  const stranger = await browser.newPage({ baseURL: baseURL ?? '' })
  expect((await stranger.request.get(`/api/orders/${orderId}`)).status()).toBe(404)
  await stranger.goto(`/orders/${orderId}`)
  await expect(stranger.getByRole('main')).not.toContainText('Morning Cup')
  await stranger.goto('/orders')
  await expect(stranger.getByRole('article')).toHaveCount(0)
})
