import { expect, fillBasket, test, untilSettled } from './shop'

/** Every test is watched for shifts and for what a page complains about; here what arrives late, arrives late. */
const slowNetwork = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 }

test('no page moves or complains while it comes in slowly', async ({ page }) => {
  test.setTimeout(120_000)
  await fillBasket(page, { productId: 'sea-salt', quantity: 2 }, { productId: 'fountain-pen', quantity: 1 })
  await page.request.post('/basket/checkout')
  const { orderId } = await untilSettled(page)
  await fillBasket(page, { productId: 'sea-salt', quantity: 1 })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.emulateNetworkConditions', slowNetwork)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  for (const path of [
    '/',
    '/?category=Kitchen',
    '/?q=lamp',
    '/?q=nothing-like-it',
    '/products/halo-headphones',
    '/products/library-stack',
    '/products/nothing-such',
    '/cart',
    '/orders',
    `/orders/${orderId}`,
  ])
    await test.step(path, async () => {
      // Nothing is taken from the last page's cache.
      await devtools.send('Network.clearBrowserCache')
      await page.goto(path, { waitUntil: 'networkidle' })
      await expect(page.getByRole('heading', { level: 1 }).filter({ visible: true })).toBeVisible()
    })
})
