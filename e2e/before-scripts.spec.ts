import type { Page } from '@playwright/test'
import { expect, fillBasket, test, untilSettled, withheld, withholdScripts } from './shop'
import { changeProduct } from './tables'

test.use({ complaint: withheld })

test.beforeEach(({ page }) => withholdScripts(page))

const quantityOf = (page: Page, name: string) => page.getByRole('textbox', { name: `Quantity of ${name}` })
const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

test.describe('catalogue, product and add to cart', () => {
  const found = (page: Page, heading: string) =>
    expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
  const products = (page: Page) => page.getByRole('article').getByRole('heading')

  test('things are found by words, order, category and page', async ({ page }) => {
    await page.goto('/')
    await found(page, 'Things worth swooning over.')
    await page.getByRole('link', { name: 'More things' }).click()
    await found(page, 'Everything')
    const search = page.getByRole('combobox', { name: 'Search the shop' })
    await search.fill('kitchen')
    await search.press('Enter')
    await found(page, '“kitchen”')
    await expect(products(page).filter({ hasText: 'Copper Pan' })).toBeVisible()
    await page.getByRole('link', { name: 'Price, low to high' }).click()
    await expect(products(page).first()).toHaveText('Sea Salt')
    await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: 'Play' }).click()
    await expect(page.getByRole('link', { name: /things? in the whole shop/ })).toBeVisible()
    await page.goto('/?q=nothing-like-it')
    await expect(page.getByText('Nothing found')).toBeVisible()
    await page.goto('/products/nothing-such')
    await found(page, 'There is nothing here')
  })

  test('a product is added from its card and from its page', async ({ page }) => {
    await page.goto('/?category=Play')
    await click(page, 'Add Sky Kite to cart')
    await expect(page.getByText('1 in your cart').filter({ visible: true }).first()).toBeVisible()
    await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible()
    await page.getByRole('link', { name: 'Sky Kite' }).click()
    await found(page, 'Sky Kite')
    await page.getByRole('combobox', { name: 'Quantity' }).selectOption('3')
    await click(page, 'Add Sky Kite to cart')
    await expect(page.getByText('4 in your cart')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Cart, 4 items' })).toBeVisible()
  })
})

test.describe('cart: change, remove, undo, refuse, check out, My Orders', () => {
  test('a cart is changed step by step, by typing, by removing and by undoing', async ({ page }) => {
    await page.goto('/products/sea-salt')
    await click(page, 'Add Sea Salt to cart')
    await expect(page.getByText('1 in your cart')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible()
    await page.goto('/products/halo-headphones')
    await click(page, 'Add Halo Headphones to cart')
    await page.getByRole('link', { name: 'Cart, 2 items' }).click()

    await click(page, 'One more Sea Salt')
    await expect(quantityOf(page, 'Sea Salt')).toHaveValue('2')
    await click(page, 'One fewer Sea Salt')
    await expect(quantityOf(page, 'Sea Salt')).toHaveValue('1')
    await quantityOf(page, 'Sea Salt').fill('5')
    await quantityOf(page, 'Sea Salt').press('Enter')
    await expect(quantityOf(page, 'Sea Salt')).toHaveValue('5')
    await expect(page.getByRole('status', { name: 'Total' })).toHaveText('$184.00')

    await click(page, 'Remove Halo Headphones')
    await expect(page.getByText('Halo Headphones removed.')).toBeVisible()
    await click(page, 'Undo removing Halo Headphones')
    await expect(quantityOf(page, 'Halo Headphones')).toHaveValue('1')
    await click(page, 'Remove Halo Headphones')
    await click(page, 'Dismiss and leave Halo Headphones removed')
    await expect(page.getByText('Halo Headphones removed.')).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'Cart, 5 items' })).toBeVisible()
  })

  test('what is refused says so', async ({ page, shop }) => {
    const refused = (hasText: string | RegExp) =>
      expect(page.getByRole('alert').filter({ hasText })).toBeVisible()
    await changeProduct(shop, 'world-globe', { stock: 2 })
    await fillBasket(page, { productId: 'world-globe', quantity: 2 }, { productId: 'sea-salt', quantity: 1 })
    await page.goto('/cart')
    await click(page, 'One more World Globe')
    await refused(/Only 2 of World Globe/)
    await quantityOf(page, 'Sea Salt').fill('two')
    await quantityOf(page, 'Sea Salt').press('Enter')
    await refused(/whole number/)

    await changeProduct(shop, 'world-globe', { stock: 1 })
    await click(page, 'Place order')
    await refused('Not everything in your cart is in stock.')
    await click(page, 'Accept changes')
    await expect(quantityOf(page, 'World Globe')).toHaveValue('1')
    await changeProduct(shop, 'world-globe', { stock: 50 })

    await page.goto('/products/last-saxophone')
    for (const _ of [1, 2, 3, 4]) await click(page, 'Add Last Saxophone to cart')
    await refused('Only 3 of Last Saxophone')
  })

  test('an order is placed, shown on My Orders and bought again', async ({ page }) => {
    await fillBasket(page, { productId: 'sea-salt', quantity: 5 })
    await page.goto('/cart')
    await page.getByRole('radio', { name: 'Bank transfer' }).check()
    await click(page, 'Place order')
    await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
    const order = page.getByRole('article')
    await expect(order).toContainText('Sea Salt')
    await untilSettled(page)
    await click(page, 'Refresh now')
    await expect(order).toContainText('Confirmed')
    await click(page, /Buy again/)
    await expect(page.getByText('5 items added to your cart.')).toBeVisible()
    await page.getByRole('link', { name: /Order details/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: /^Order/ })).toBeVisible()
    await click(page, /Buy again/)
    await expect(page.getByText('5 items added to your cart.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Cart, 10 items' })).toBeVisible()
  })
})
