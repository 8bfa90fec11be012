import { expect, fillBasket, stockOf, test, untilSettled } from './shop'

test('an empty cart cannot be checked out', async ({ page }) => {
  await page.goto('/cart')
  await expect(page.getByRole('main')).toContainText(/cart is empty/i)
  await expect(page.getByRole('button', { name: 'Place order' })).toHaveCount(0)
  const refused = await page.request.post('/basket/checkout')
  expect(refused.status()).toBe(409)
  expect(await refused.json()).toMatchObject({ error: { code: 'basket_empty' } })
})

test('a sold-out product cannot be added, nor bought past the page', async ({ page }) => {
  await page.goto('/?q=library')
  const soldOut = page.getByRole('article').filter({ hasText: 'Library Stack' })
  await expect(soldOut.getByRole('button', { name: /sold out/i })).toBeDisabled()

  await fillBasket(page, { productId: 'library-stack', quantity: 1 })
  await page.goto('/cart')
  await expect(page.getByRole('main')).toContainText(/sold out/i)
  const refused = await page.request.post('/basket/checkout')
  expect(refused.status()).toBe(409)
  expect(await refused.json()).toMatchObject({
    error: { code: 'out_of_stock', shortages: [{ productId: 'library-stack', requested: 1, available: 0 }] },
  })
})

test('a quantity above the stock is refused with what is left', async ({ page }) => {
  const left = await stockOf(page, 'last-saxophone')
  expect(left).toBe(3)
  await fillBasket(page, { productId: 'last-saxophone', quantity: left })
  await page.goto('/products/last-saxophone')
  await page.getByRole('button', { name: /add last saxophone/i }).click()
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: 'Last Saxophone' })).toContainText(
    /only 3/i,
  )
})

test('stock that went to another shopper meanwhile is refused at checkout', async ({
  page,
  browser,
  baseURL,
}) => {
  await fillBasket(page, { productId: 'last-saxophone', quantity: 3 })
  await page.goto('/cart')
  await expect(page.getByRole('button', { name: 'Place order' })).toBeEnabled()

  const quicker = await browser.newPage({ baseURL: baseURL ?? '' })
  await fillBasket(quicker, { productId: 'last-saxophone', quantity: 2 })
  await quicker.request.post('/basket/checkout')
  await untilSettled(quicker)

  await page.getByRole('button', { name: 'Place order' }).click()
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: 'Last Saxophone' })).toContainText(
    /only 1/i,
  )
  await expect(page).toHaveURL(/\/cart/)
})
