import type { APIRequestContext } from '@playwright/test'
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

/** Alone in a category that the catalogue does not show: others count what is in it. */
const alone = (id: string) => ({ ...product, id, category: `Kept for ${id}` })

const addressOf = (id: string) => `/products/${encodeURIComponent(id)}`
const readPage = async (request: APIRequestContext, id: string) =>
  (await (await request.get(addressOf(id))).text()).split('<footer', 2)

/** The site makes it behind the first visit. */
const untilShellHasIt = (request: APIRequestContext, id: string, name = product.name) =>
  expect.poll(async () => (await readPage(request, id))[0]).toContain(`>${name}</h1>`)

test('name, words and picture of a product stand in its shell; its price and stock follow', async ({
  request,
  shop,
}) => {
  await storeProduct(shop, alone('lantern-shell'))
  await untilShellHasIt(request, 'lantern-shell')
  const [shell = '', rest = ''] = await readPage(request, 'lantern-shell')
  expect(shell).toContain(`${product.description}</p>`)
  expect(shell).toMatch(/<link rel="preload" as="image"[^>]*beeswax-candle/)
  expect(shell).not.toContain('$21.00')
  expect(rest).toContain('$21.00')
  expect(rest).toContain('in stock')
})

test('a new price and the last of the stock are there at the next visit, by its address and by a link', async ({
  page,
  shop,
}) => {
  const id = 'terrace-plant'
  const { price, availableStock } = await (await page.request.get(`/api/products/${id}`)).json()
  await untilShellHasIt(page.request, id, 'Terrace Plant')
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

test('what is sold no longer says so, though its shell is still there', async ({ page, shop }) => {
  await storeProduct(shop, alone('lantern-gone'))
  await untilShellHasIt(page.request, 'lantern-gone')
  await removeProduct(shop, 'lantern-gone')
  await page.goto(addressOf('lantern-gone'))
  await expect(page.getByText('No longer sold')).toBeVisible()
  await expect(page.getByRole('button', { name: /add paper lantern/i })).toHaveCount(0)
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
  await page.getByRole('main').getByRole('link', { name: 'More Kept for lantern-gone' }).click()
  await expect(page).toHaveURL(/category=Kept/)
})

test('what is new is there, though its address was tried before', async ({ page, shop }) => {
  await page.goto(addressOf('lantern-new'))
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await storeProduct(shop, alone('lantern-new'))
  await expect(async () => {
    await page.goto(addressOf('lantern-new'))
    await expect(page.getByRole('heading', { level: 1, name: product.name })).toBeVisible({ timeout: 2_000 })
  }).toPass()
})

test('an id that needs escaping has a shell like any other', async ({ page, shop }) => {
  const id = 'lantern/50% & "more"'
  await storeProduct(shop, alone(id))
  await untilShellHasIt(page.request, id)
  await page.goto(addressOf(id))
  await page.getByRole('main').getByRole('button', { name: 'Add Paper Lantern to cart' }).click()
  await expect(page.getByText('1 in your cart').filter({ visible: true })).toBeVisible()
})
