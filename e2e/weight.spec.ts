import { loadPage } from '../bench/web/page-load'
import { expect, test } from './shop'
import { buy, fillBasket } from './shopper'

/** Gzipped JavaScript of an empty Next 16.4.6 app, in bytes, as npm run bench:web measures it. */
const emptyApp = 138_900

test('every page stays within its budget of bytes and requests', async ({ page, context }) => {
  await buy(page, { 'fountain-pen': 1 })
  await fillBasket(page, { 'sea-salt': 1, 'fountain-pen': 1 })
  for (const [path, script, total] of [
    ['/', 30_000, 260_000],
    ['/products/halo-headphones', 30_000, 260_000],
    ['/cart', 30_000, 260_000],
    ['/checkout', 30_000, 260_000],
    ['/orders', 45_000, 280_000],
  ] as const)
    await test.step(path, async () => {
      const fresh = await context.newPage()
      const devtools = await context.newCDPSession(fresh)
      await devtools.send('Network.clearBrowserCache')
      const weight = await loadPage(fresh, path)
      expect(weight.scriptBytes).toBeGreaterThan(emptyApp / 2)
      expect(weight.scriptBytes).toBeLessThanOrEqual(emptyApp + script)
      expect(weight.totalBytes).toBeLessThanOrEqual(total)
      expect(weight.requests).toBeLessThanOrEqual(40)
      await fresh.close()
    })
})
