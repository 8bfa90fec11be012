import type { Page } from '@playwright/test'
import { button, checkOut, holdRequests, openCart, openCheckout, placeOrder, quantityOf } from './on-page'
import { expect, sizes, test } from './shop'
import { basketOf, fillBasket } from './shopper'
import { changeProduct } from './tables'

type Line = { productId: string; quantity: number }
const linesOf = async (page: Page) =>
  (await basketOf(page)).items.map(({ productId, quantity }: Line) => `${quantity} ${productId}`)
const total = (page: Page) => page.getByRole('status', { name: 'Total' })

test('ten quick clicks are sent at once, and all of them count', async ({ page }) => {
  await fillBasket(page, { 'signal-torch': 1 })
  await openCart(page)
  const held = await holdRequests(page, 'POST', '**/cart/change')
  for (let click = 0; click < 10; click++) await button(page, 'One more Signal Torch').click()

  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
  await expect(total(page)).toHaveText('$379.50')
  await expect(page.getByText('Updating your cart…')).toBeVisible()
  await expect.poll(() => held.asked).toBe(10)
  held.release()
  await expect(page.getByText('Updating your cart…')).toBeHidden()
  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
  await page.reload()
  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
})

for (const [size, use] of sizes)
  test.describe(size, () => {
    test.use(use)

    test('a removed line waits beside its place to be put back as it was', async ({ page }) => {
      await fillBasket(page, { 'morning-cup': 1, 'copper-pan': 3, 'sea-salt': 2 })
      await page.clock.install()
      await openCart(page)
      await button(page, 'Remove Copper Pan').click()
      const undo = button(page, 'Undo removing Copper Pan')
      await expect(undo).toBeFocused()
      await expect(quantityOf(page, 'Copper Pan')).toBeHidden()
      await expect(page.getByRole('status').filter({ hasText: 'Removed' })).toBeAttached()

      await page.clock.fastForward('30:00')
      await expect(undo).toBeVisible()
      await page.reload()
      await expect(undo).toBeVisible()
      await undo.click()
      await expect(quantityOf(page, 'Copper Pan')).toHaveValue('3')
      await expect(page.getByRole('link', { name: 'Copper Pan' })).toBeFocused()
      await expect.poll(() => linesOf(page)).toEqual(['1 morning-cup', '3 copper-pan', '2 sea-salt'])
    })
  })

test('a page that is left at once has sent what was clicked on it', async ({ page }) => {
  await fillBasket(page, { 'copper-pan': 5, 'morning-cup': 1, 'sea-salt': 1 })
  await openCart(page)
  for (let click = 0; click < 3; click++) await button(page, 'One fewer Copper Pan').click()
  await button(page, 'One more Morning Cup').click()
  await button(page, 'Remove Sea Salt').click()
  await page.goto('/orders')
  await expect.poll(() => linesOf(page)).toEqual(['2 copper-pan', '2 morning-cup'])
})

test('who removes the last line, undoes it and removes it again is never lost', async ({ page }) => {
  await fillBasket(page, { 'copper-pan': 3 })
  await openCart(page)
  await button(page, 'Remove Copper Pan').click()
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(quantityOf(page, 'Copper Pan')).toHaveValue('3')
  await button(page, 'Remove Copper Pan').click()
  await button(page, 'Dismiss and leave Copper Pan removed').click()
  await expect(button(page, /Undo/)).toBeHidden()
  await expect(page.locator(':focus:not(body)')).toHaveCount(1)
  await expect(page.getByRole('main').locator('[aria-busy]')).toHaveAttribute('aria-busy', 'false')
  await page.reload()
  await expect(button(page, /Undo/)).toBeHidden()
})

test('what has changed is shown and must be accepted, by page and server', async ({ page, shop }) => {
  await fillBasket(page, { 'gouache-set': 2, 'tailor-scissors': 5, 'wall-mirror': 1 })
  const { checkoutId, items, totalPrice } = await basketOf(page)
  await changeProduct(shop, 'gouache-set', { price: 45 })
  await changeProduct(shop, 'tailor-scissors', { availableStock: 2 })
  await changeProduct(shop, 'wall-mirror', { availableStock: 0 })
  await openCart(page)
  const was = `was $${items[0].price.toFixed(2)}`
  await expect(page.getByText(`${was} when you added it`)).toBeVisible()
  for (const change of [`${was}, is now $45.00`, 'only 2 of 5 left', 'Wall Mirror is sold out'])
    await expect(page.getByRole('form', { name: 'Changed since you added it' })).toContainText(change)
  await expect(checkOut(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(checkOut(page)).toHaveAccessibleDescription(/Accept the changes/)
  await checkOut(page).click({ force: true })

  const before = await total(page).textContent()
  await button(page, 'One more Gouache Set').click()
  await expect(total(page)).not.toHaveText(before ?? '')
  await expect(page.getByText(`${was} when you added it`)).toBeVisible()
  await expect.poll(() => linesOf(page)).toContain('3 gouache-set')
  const data = { checkoutId, expectedTotal: totalPrice + items[0].price }
  const refused = await page.request.post('/basket/checkout', { data })
  expect(refused.status()).toBe(409)

  await button(page, 'Accept changes').click()
  await expect(checkOut(page)).toBeFocused()
  await expect(page.getByText(/was \$/)).toHaveCount(0)
  await expect(quantityOf(page, 'Tailor Scissors')).toHaveValue('2')
  await expect(quantityOf(page, 'Wall Mirror')).toHaveCount(0)
  await button(page, 'Remove Tailor Scissors').click()
  await expect(total(page)).toHaveText('$135.00')
  await openCheckout(page)
  await placeOrder(page).click()
  await expect(page.getByRole('article')).toContainText('$135.00')
  for (const id of ['tailor-scissors', 'wall-mirror']) await changeProduct(shop, id, { availableStock: 50 })
})

test('what is typed stays beside the reason why it cannot be had', async ({ page, shop }) => {
  await changeProduct(shop, 'world-globe', { availableStock: 4 })
  await fillBasket(page, { 'world-globe': 1 })
  await openCart(page)
  const field = quantityOf(page, 'World Globe')
  for (const [typed, reason] of [
    ['9', /Only 4/],
    ['0', /whole number from 1 to 99/],
    ['two', /whole number from 1 to 99/],
  ] as const) {
    await field.fill(typed)
    await field.press('Enter')
    await expect(field).toHaveAccessibleDescription(reason)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveValue(typed)
  }
  await field.fill('3')
  await field.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'false')
  await expect.poll(() => linesOf(page)).toEqual(['3 world-globe'])
})

test.describe('without a connection', () => {
  test.use({
    complaint: /failed: net::ERR_|console: Failed to (load resource|fetch)|console: .*Failed to fetch/,
  })

  test('a change that cannot be saved is taken back and said', async ({ page, context }) => {
    await fillBasket(page, { 'morning-cup': 1 })
    await openCart(page)
    const unreachable = page.getByRole('alert').filter({ hasText: 'could not be reached' })
    await context.setOffline(true)
    await button(page, 'One more Morning Cup').click()
    await expect(unreachable).toBeVisible()
    await expect(quantityOf(page, 'Morning Cup')).toHaveValue('1')
    await context.setOffline(false)
    await openCheckout(page)
    await context.setOffline(true)
    await placeOrder(page).click()
    await expect(unreachable.first()).toBeVisible()
    await context.setOffline(false)
    await placeOrder(page).click()
    await expect(page.getByRole('article')).toContainText('Morning Cup')
  })
})

test('two tabs agree', async ({ page, context }) => {
  await fillBasket(page, { 'morning-cup': 1 })
  await openCart(page)
  const other = await context.newPage()
  await openCart(other)
  await button(other, 'One more Morning Cup').click()
  await expect(quantityOf(page, 'Morning Cup')).toHaveValue('2')
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible()

  await button(page, 'Remove Morning Cup').click()
  await expect(other.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await button(other, /Undo/).click()
  await expect(quantityOf(page, 'Morning Cup')).toHaveValue('2')
})
