import { expect, phoneInMotion, test } from './shop'
import { buy, fillBasket, untilSettled } from './shopper'

// A desktop's pages are watched for shifts as fast as they come, by every other test.
test.use(phoneInMotion)

/** Every test is watched for shifts and for what a page complains about; here what arrives late, arrives late. */
const slowNetwork = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 }

test('no page moves or complains while it comes in slowly', async ({ page }) => {
  test.setTimeout(120_000)
  await buy(page, { 'sea-salt': 2, 'fountain-pen': 1 })
  const { orderId } = await untilSettled(page)
  await fillBasket(page, { 'sea-salt': 1 })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.emulateNetworkConditions', slowNetwork)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const lists = ['/', '/?q=lamp', '/products/halo-headphones']
  for (const path of [...lists, '/cart', '/checkout', '/orders', `/orders/${orderId}`])
    await test.step(path, async () => {
      // Nothing is taken from the last page's cache.
      await devtools.send('Network.clearBrowserCache')
      await page.goto(path, { waitUntil: 'networkidle' })
      await expect(page.getByRole('heading', { level: 1 }).filter({ visible: true })).toBeVisible()
    })
})
