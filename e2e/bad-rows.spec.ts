import { titled } from './on-page'
import { expect, test } from './shop'
import { buy, fillBasket, untilSettled } from './shopper'
import { removeProduct, storeProduct } from './tables'

/** Alone in a category of their own: others count what is in theirs. */
const category = 'Kept for bad rows'
const good = { name: 'Paper Lantern', description: 'Rice paper.', price: 21, availableStock: 40, category }
const { name: _, ...nameless } = good
const bad = {
  'bad-price': { ...good, price: 9.995 },
  'bad-name': nameless,
  'bad-stock': { ...good, availableStock: 'many' },
}
const badIds = Object.keys(bad)
const ids = ['good-lantern', ...badIds]

test('three bad rows in the table of a running shop stop no page', async ({ page, shop }) => {
  // Each was sold before its row went bad.
  for (const id of ids) await storeProduct(shop, { ...good, id })
  const lines = Object.fromEntries(ids.map((id) => [id, 1]))
  await buy(page, lines)
  const { orderId } = await untilSettled(page)
  await fillBasket(page, lines)
  for (const [id, row] of Object.entries(bad)) await storeProduct(shop, { ...row, id })

  await page.goto('/')
  await expect(page.getByRole('article').first()).toBeVisible()
  // Which products there are may be seconds old.
  await expect(async () => {
    await page.goto(`/?category=${encodeURIComponent(category)}`)
    await expect(page.getByRole('link', { name: good.name, exact: true }).first()).toBeVisible({
      timeout: 3_000,
    })
  }).toPass()
  await page.goto('/products/good-lantern')
  await expect(titled(page, good.name)).toBeVisible()
  for (const id of badIds) {
    await page.goto(`/products/${id}`)
    await expect(titled(page, 'There is nothing here')).toBeVisible()
  }
  await page.goto('/cart')
  await expect(page.getByRole('textbox', { name: /^Quantity of/ })).toHaveCount(ids.length)
  await expect(page.getByText('Sold out', { exact: true })).toHaveCount(badIds.length)
  await page.goto('/orders')
  await expect(page.getByRole('article')).toContainText('Order details')
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByRole('heading', { name: 'What you ordered' })).toBeVisible()
  const sitemap = await page.request.get('/sitemap.xml')
  expect(sitemap.status()).toBe(200)
  expect(await sitemap.text()).toContain('/products/good-lantern')
  for (const id of ids) await removeProduct(shop, id)
})
