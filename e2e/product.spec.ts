import { button, holdRequests, titled, untilScriptsRest } from './on-page'
import { expect, test } from './shop'
import { changeProduct, removeProduct, storeProduct } from './tables'

test('a product shows its picture, price, stock and neighbours, and is added', async ({ page }) => {
  // Other tests sell it and change its price.
  const { price, availableStock } = await (await page.request.get('/api/products/field-camera')).json()
  await page.goto('/products/field-camera')
  await expect(titled(page, 'Field Camera')).toBeVisible()
  await expect(page.getByText(`$${price.toFixed(2)}`).first()).toBeVisible()
  await expect(page.getByText(new RegExp(`^(Only )?${availableStock} (left|in stock)$`))).toBeVisible()
  const picture = page.getByRole('main').locator('img').first()
  await expect(picture).not.toHaveJSProperty('naturalWidth', 0)
  await page.getByRole('combobox', { name: 'Quantity' }).selectOption('3')
  await button(page, 'Add Field Camera to cart').click()
  await expect(page.getByRole('link', { name: /cart.*3/i })).toBeVisible()
  const more = page.getByRole('region', { name: 'More Tech' })
  await expect(more.getByRole('article')).toHaveCount(4)
  await more.getByRole('link').first().click()
  await expect(titled(page, 'Halo Headphones')).toBeVisible()

  await page.goto('/?q=field+camera')
  await button(page, 'Add Field Camera to cart').click()
  await expect(page.getByRole('link', { name: /cart.*4/i })).toBeVisible()
  await expect(page.getByRole('article').filter({ hasText: 'Field Camera' })).toContainText('4 in your cart')
})

test('what a card shows stands on the page of its product before the shop has answered', async ({ page }) => {
  await page.goto('/')
  const link = page.getByRole('link', { name: 'Halo Headphones', exact: true })
  await untilScriptsRest(link)
  await page.waitForLoadState('networkidle')
  const held = await holdRequests(page, 'GET', '**/products/halo-headphones?_rsc=*')
  await link.click()
  await expect(page).toHaveURL('/products/halo-headphones')
  await expect(page.getByRole('article')).toHaveCount(0)
  await expect(titled(page, 'Halo Headphones')).toBeVisible()
  const add = button(page, 'Add Halo Headphones to cart')
  await expect(add).toHaveCount(0)
  held.release()
  await expect(add).toBeVisible()
})

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

test('a new price and the last of the stock are there at the next visit', async ({ page, shop }) => {
  const id = 'terrace-plant'
  const { price, availableStock } = await (await page.request.get(`/api/products/${id}`)).json()
  const main = page.getByRole('main').filter({ visible: true })
  await changeProduct(shop, id, { price: 123, availableStock: 3 })
  await page.goto(addressOf(id))
  await expect(main).toContainText('$123.00')
  await expect(main).toContainText('Only 3 left')

  for (const [now, stock] of [
    [125, 47],
    [126, 0],
  ] as const) {
    await main.getByRole('link', { name: 'Home', exact: true }).click()
    await expect(titled(page, 'Home')).toBeVisible()
    await changeProduct(shop, id, { price: now, availableStock: stock })
    await main.getByRole('article').getByRole('link', { name: 'Terrace Plant' }).click()
    await expect(titled(page, 'Terrace Plant')).toBeVisible()
    await expect(main).toContainText(`$${now}.00`)
    await expect(main).toContainText(stock ? `${stock} in stock` : 'Sold out')
  }
  await changeProduct(shop, id, { price, availableStock })
})

test('what is new is there at the next visit, what is sold no longer is gone', async ({ page, shop }) => {
  const id = 'lantern/50% & "more"'
  const nothing = page.getByRole('heading', { name: 'There is nothing here' })
  await page.goto(addressOf(id))
  await expect(nothing).toBeVisible()
  await storeProduct(shop, alone(id))
  await page.goto(addressOf(id))
  await expect(titled(page, product.name)).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Add Paper Lantern to cart' }).click()
  await expect(page.getByText('1 in your cart').filter({ visible: true })).toBeVisible()
  await removeProduct(shop, id)
  await page.goto(addressOf(id))
  await expect(nothing).toBeVisible()
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
})
