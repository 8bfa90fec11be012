import { expect, test } from './shop'
import { changeProduct, removeProduct, storeProduct } from './tables'

const product = {
  name: 'Paper Lantern',
  description: 'Rice paper on a bamboo ring.',
  price: 21,
  availableStock: 40,
  reorderLevel: 5,
  image: '/products/beeswax-candle.webp',
}

/** Alone in a category of its own: others count what is in theirs. */
const alone = (id: string) => ({ ...product, id, category: `Kept for ${id}` })

const addressOf = (id: string) => `/products/${encodeURIComponent(id)}`
test('a new price and the last of the stock are there at the next visit, by its address and by a link', async ({
  page,
  shop,
}) => {
  const id = 'terrace-plant'
  const { price, availableStock } = await (await page.request.get(`/api/products/${id}`)).json()
  const main = page.getByRole('main').filter({ visible: true })

  await changeProduct(shop, id, { price: 123, stock: 3 })
  await page.goto(addressOf(id))
  await expect(main).toContainText('$123.00')
  await expect(main).toContainText('Only 3 left')

  for (const [now, stock] of [
    [125, 47],
    [126, 0],
  ] as const) {
    await main.getByRole('link', { name: 'Home', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible()
    await changeProduct(shop, id, { price: now, stock })
    await main.getByRole('article').getByRole('link', { name: 'Terrace Plant' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Terrace Plant' })).toBeVisible()
    await expect(main).toContainText(`$${now}.00`)
    await expect(main).toContainText(stock ? `${stock} in stock` : 'Sold out')
  }
  await changeProduct(shop, id, { price, stock: availableStock })
})

test('what is sold no longer is not there at the next visit, and what is new is, though its address was tried before', async ({
  page,
  shop,
}) => {
  const id = 'lantern-comes-and-goes'
  const nothing = page.getByRole('heading', { name: 'There is nothing here' })
  await page.goto(addressOf(id))
  await expect(nothing).toBeVisible()
  await storeProduct(shop, alone(id))
  await page.goto(addressOf(id))
  await expect(page.getByRole('heading', { level: 1, name: product.name })).toBeVisible()
  await removeProduct(shop, id)
  await page.goto(addressOf(id))
  await expect(nothing).toBeVisible()
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
})

test('an id that needs escaping has a page like any other', async ({ page, shop }) => {
  const id = 'lantern/50% & "more"'
  await storeProduct(shop, alone(id))
  await page.goto(addressOf(id))
  await page.getByRole('main').getByRole('button', { name: 'Add Paper Lantern to cart' }).click()
  await expect(page.getByText('1 in your cart').filter({ visible: true })).toBeVisible()
  await removeProduct(shop, id)
})
