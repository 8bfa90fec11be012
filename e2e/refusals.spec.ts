import { newVisitor, submit } from './forms'
import { shapeOf } from './nothing'
import { button, checkOut, openCheckout, placeOrder } from './on-page'
import { operatorPassword } from './operator'
import { expect, test } from './shop'
import { buy, fillBasket, stockOf, untilSettled } from './shopper'

test('neither an empty cart nor a sold-out product can be bought', async ({ page }) => {
  await page.goto('/cart')
  await expect(page.getByRole('main')).toContainText(/cart is empty/i)
  await expect(checkOut(page)).toHaveCount(0)
  await page.goto('/checkout')
  await expect(page.getByRole('main')).toContainText(/cart is empty/i)
  await expect(placeOrder(page)).toHaveCount(0)
  const empty = await page.request.post('/basket/checkout')
  expect(empty.status()).toBe(409)
  expect(await empty.json()).toMatchObject({ error: { code: 'basket_empty' } })

  await page.goto('/?q=library')
  const soldOut = page.getByRole('article').filter({ hasText: 'Library Stack' })
  await expect(soldOut.getByRole('button', { name: /sold out/i })).toBeDisabled()
  await page.goto('/products/library-stack')
  await expect(page.getByRole('main').getByText('Sold out')).toHaveCount(1)
  await expect(button(page, /add library/i)).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Search the shop' }).fill('library')
  await expect(page.getByRole('option', { name: /Library Stack.*Sold out/ })).toBeVisible()

  await fillBasket(page, { 'library-stack': 1 })
  await page.goto('/cart')
  await expect(page.getByRole('main')).toContainText(/sold out/i)
  const refused = await page.request.post('/basket/checkout')
  expect(refused.status()).toBe(409)
  const shortages = [{ productId: 'library-stack', requested: 1, available: 0 }]
  expect(await refused.json()).toMatchObject({ error: { code: 'out_of_stock', shortages } })
})

test('a quantity above the stock is refused with what is left', async ({ page, browser, shop }) => {
  const left = await stockOf(page, 'last-saxophone')
  expect(left).toBe(3)
  await fillBasket(page, { 'last-saxophone': left })
  await page.goto('/?q=saxophone')
  const card = page.getByRole('article').filter({ hasText: 'Last Saxophone' })
  await expect(card).toContainText(`Only ${left} left`)
  await card.getByRole('button').click()
  await expect(card.getByRole('alert')).toContainText(/only 3/i)
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'Last Saxophone' })
  await page.goto('/products/last-saxophone')
  await button(page, /add last saxophone/i).click()
  await expect(alert).toContainText(/only 3/i)

  await openCheckout(page)
  await expect(placeOrder(page)).toBeEnabled()
  const quicker = await browser.newPage({ baseURL: shop.url })
  await buy(quicker, { 'last-saxophone': 2 })
  await untilSettled(quicker)
  await placeOrder(page).click()
  await expect(alert).toContainText(/only 1/i)
  await expect(page).toHaveURL(/\/checkout$/)
})

test('the console answers operators, and everybody else as an address of nothing', async ({
  playwright,
  shop,
}) => {
  const visitor = await newVisitor(playwright, shop)
  const textAt = async (path: string, status: number) => {
    const answer = await visitor.request.get(path)
    expect(answer.status(), path).toBe(status)
    return answer.text()
  }
  for (const path of ['', '/queues', '/orders/ORD-1'])
    expect(shapeOf(await textAt(`/admin${path}`, 404))).toEqual(shapeOf(await textAt(`/nadmi${path}`, 404)))
  await submit(visitor, '/sign-in', /Password/, { email: 'operator', password: operatorPassword(shop) })
  expect(await textAt('/admin/queues', 200)).toContain('SwnEventBusDlq')
})
