import { expect, fillBasket, test, untilSettled } from './shop'
import { removeProduct, storeProduct } from './tables'

/** Alone in a category of their own: others count what is in theirs. */
const product = { name: 'Paper Lantern', description: 'Rice paper.', price: 21, availableStock: 40 }
const category = 'Kept for bad rows'
const good = { ...product, id: 'good-lantern', category }
const { name: _, ...nameless } = product
const bad = [
  { ...product, id: 'bad-price', category, price: 9.995 },
  { ...nameless, id: 'bad-name', category },
  { ...product, id: 'bad-stock', category, availableStock: 'many' },
]

test('three bad rows in the table of a running shop stop no page', async ({ page, shop }) => {
  // Each was sold before its row went bad.
  for (const row of [good, ...bad]) await storeProduct(shop, { ...good, id: row.id })
  const items = [good, ...bad].map(({ id }) => ({ productId: id, quantity: 1 }))
  await fillBasket(page, ...items)
  expect((await page.request.post('/basket/checkout')).status()).toBe(200)
  const { orderId } = await untilSettled(page)
  await fillBasket(page, ...items)
  for (const row of bad) await storeProduct(shop, row)

  await page.goto('/')
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.goto(`/?category=${encodeURIComponent(category)}`)
  await expect(page.getByRole('link', { name: good.name, exact: true }).first()).toBeVisible()
  await page.goto(`/products/${good.id}`)
  await expect(page.getByRole('heading', { level: 1, name: good.name })).toBeVisible()
  for (const { id } of bad) {
    await page.goto(`/products/${id}`)
    await expect(page.getByRole('heading', { level: 1, name: 'There is nothing here' })).toBeVisible()
  }
  await page.goto('/cart')
  await expect(page.getByRole('textbox', { name: /^Quantity of/ })).toHaveCount(items.length)
  await expect(page.getByText('Sold out', { exact: true })).toHaveCount(bad.length)
  await page.goto('/orders')
  await expect(page.getByRole('article')).toContainText('Order details')
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByRole('heading', { name: 'What you ordered' })).toBeVisible()
  const sitemap = await page.request.get('/sitemap.xml')
  expect(sitemap.status()).toBe(200)
  expect(await sitemap.text()).toContain(`/products/${good.id}`)
  for (const { id } of [good, ...bad]) await removeProduct(shop, id)
})
