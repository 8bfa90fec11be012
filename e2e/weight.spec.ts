import { loadPage } from '../bench/web/page-load'
import { expect, fillBasket, test } from './shop'

/** Gzipped JavaScript of an empty Next 16.4.6 app, in bytes, as npm run bench:web measures it. */
const emptyApp = 138_900

const budgets = [
  { path: '/', script: emptyApp + 30_000, total: 260_000, requests: 40 },
  { path: '/products/halo-headphones', script: emptyApp + 30_000, total: 260_000, requests: 40 },
  { path: '/cart', script: emptyApp + 30_000, total: 260_000, requests: 40 },
  { path: '/orders', script: emptyApp + 45_000, total: 280_000, requests: 40 },
]

for (const { path, script, total, requests } of budgets)
  test(`${path} stays within its budget of bytes and requests`, async ({ page }) => {
    await fillBasket(page, { productId: 'fountain-pen', quantity: 1 })
    await page.request.post('/basket/checkout')
    await fillBasket(page, { productId: 'sea-salt', quantity: 1 }, { productId: 'fountain-pen', quantity: 1 })
    const weight = await loadPage(page, path)
    expect(weight.scriptBytes).toBeGreaterThan(emptyApp / 2)
    expect(weight.scriptBytes).toBeLessThanOrEqual(script)
    expect(weight.totalBytes).toBeLessThanOrEqual(total)
    expect(weight.requests).toBeLessThanOrEqual(requests)
  })
