import { instant } from '@next/playwright'
import { expect, fillBasket, test, untilHydrated } from './shop'

/** One worker: the build with Next's testing API is made once. */
test.describe.configure({ mode: 'default' })
test.use({ program: 'tests/instant/start.ts' })

const product = { productId: 'halo-headphones', name: 'Halo Headphones' }

test('from the catalogue a product shows at once by name, picture and price; its stock streams in', async ({
  page,
}) => {
  await page.goto('/', { waitUntil: 'networkidle' })
  const heading = page.getByRole('heading', { level: 1, name: product.name })
  const add = page.getByRole('main').getByRole('button', { name: `Add ${product.name} to cart` })
  await instant(page, async () => {
    await page.getByRole('link', { name: product.name, exact: true }).click()
    await page.waitForURL(`**/products/${product.productId}`)
    await expect(heading).toBeVisible()
    await expect(page.getByRole('main').locator('img').filter({ visible: true }).first()).toBeVisible()
    await expect(page.getByRole('main')).toContainText('$149.00')
    await expect(add).toHaveCount(0)
  })
  await expect(add).toBeVisible()
  await expect(heading).toBeVisible()
})

test('from a product the cart shows at once, and its lines stream in', async ({ page }) => {
  await fillBasket(page, { productId: product.productId, quantity: 1 })
  await page.goto(`/products/${product.productId}`, { waitUntil: 'networkidle' })
  const lines = page.getByRole('main').getByRole('link', { name: product.name })
  await page.getByRole('banner').getByRole('link', { name: /^cart/i }).click()
  const toPage = page.getByRole('dialog').getByRole('link', { name: 'Full page' })
  await expect(toPage).toBeVisible()
  await instant(page, async () => {
    await toPage.click()
    await page.waitForURL('**/cart')
    await expect(page.getByRole('main').getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible()
    await expect(lines).toHaveCount(0)
  })
  await expect(lines).toBeVisible()
})

test('from the cart My Orders shows at once, and the orders stream in', async ({ page }) => {
  await fillBasket(page, { productId: product.productId, quantity: 1 })
  await page.request.post('/basket/checkout')
  await page.goto('/cart', { waitUntil: 'networkidle' })
  const orders = page.getByRole('article')
  await instant(page, async () => {
    await page.getByRole('banner').getByRole('link', { name: 'My orders' }).click()
    await page.waitForURL('**/orders')
    await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
    await expect(orders).toHaveCount(0)
  })
  await expect(orders).toBeVisible()
})

for (const path of ['/', '/?q=teapot', '/products/ember-teapot', '/cart', '/orders', '/orders/ORD-unknown']) {
  test(`${path} has a shell that is sent before anything is read`, async ({ page, baseURL }) => {
    await instant(
      page,
      async () => {
        await page.goto(path)
        const orders = page.getByRole('banner').getByRole('link', { name: 'My orders' })
        await expect(orders).toBeVisible()
        await expect(page.getByRole('contentinfo')).toBeAttached()
        const shell = page.getByRole('main').locator('[data-pending], h1').filter({ visible: true })
        await expect(shell.first()).toBeVisible()
        // The rest is asked for by a page that notices the end of this: one that runs.
        await untilHydrated(orders)
      },
      baseURL ? { baseURL } : {},
    )
    await expect(page.getByRole('heading', { level: 1 }).filter({ visible: true })).toBeVisible()
  })
}
