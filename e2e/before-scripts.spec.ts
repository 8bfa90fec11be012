import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { button, checkOut, placeOrder, quantityOf, titled, unfoldOrders } from './on-page'
import { expect, test } from './shop'
import { basketOf, fillBasket, fillContact, ordersOf, untilSettled } from './shopper'
import { changeProduct, declined, newShopper, order } from './tables'

test.use({ scriptFiles: false })

const click = (page: Page, name: string | RegExp) => button(page, name).first().click()
const found = (page: Page, heading: string) => expect(titled(page, heading)).toBeVisible()
const cartLink = (page: Page, name: string) => page.getByRole('link', { name: `Cart, ${name}` })

test('things are found by words, order, category and page', async ({ page }) => {
  const products = page.getByRole('article').getByRole('heading')
  await page.goto('/')
  await found(page, 'Things worth swooning over.')
  await page.getByRole('link', { name: 'More things' }).click()
  await found(page, 'Everything')
  const search = page.getByRole('combobox', { name: 'Search the shop' })
  await search.fill('kitchen')
  await search.press('Enter')
  await found(page, '“kitchen”')
  await expect(products.filter({ hasText: 'Copper Pan' })).toBeVisible()
  await page.getByRole('link', { name: 'Price, low to high' }).click()
  await expect(products.first()).toHaveText('Sea Salt')
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: 'Play' }).click()
  await expect(page.getByRole('link', { name: /^See \d+ results? in all categories$/ })).toBeVisible()
  await page.goto('/?q=nothing-like-it')
  await expect(page.getByText('Nothing found')).toBeVisible()
  await page.goto('/products/nothing-such')
  await found(page, 'There is nothing here')
})

test('things are added, changed by step and by typing, removed and put back', async ({ page }) => {
  await page.goto('/?category=Play')
  await click(page, 'Add Sky Kite to cart')
  await expect(page.getByText('1 in your cart').filter({ visible: true }).first()).toBeVisible()
  await expect(cartLink(page, '1 item')).toBeVisible()
  await page.getByRole('link', { name: 'Sky Kite' }).click()
  await found(page, 'Sky Kite')
  await page.getByRole('combobox', { name: 'Quantity' }).selectOption('3')
  await click(page, 'Add Sky Kite to cart')
  await expect(page.getByText('4 in your cart')).toBeVisible()
  await page.goto('/products/halo-headphones')
  await click(page, 'Add Halo Headphones to cart')
  await cartLink(page, '5 items').click()
  await expect(page).toHaveURL(/\/cart$/)

  await click(page, 'One more Sky Kite')
  await expect(quantityOf(page, 'Sky Kite')).toHaveValue('5')
  await click(page, 'One fewer Sky Kite')
  await expect(quantityOf(page, 'Sky Kite')).toHaveValue('4')
  await quantityOf(page, 'Sky Kite').fill('2')
  await quantityOf(page, 'Sky Kite').press('Enter')
  await expect(quantityOf(page, 'Sky Kite')).toHaveValue('2')
  const { totalPrice } = await basketOf(page)
  await expect(page.getByRole('status', { name: 'Total' })).toHaveText(`$${totalPrice.toFixed(2)}`)

  await click(page, 'Remove Halo Headphones')
  await expect(page.getByText('Halo Headphones removed.')).toBeVisible()
  await click(page, 'Undo removing Halo Headphones')
  await expect(quantityOf(page, 'Halo Headphones')).toHaveValue('1')
  await click(page, 'Remove Halo Headphones')
  await click(page, 'Dismiss and leave Halo Headphones removed')
  await expect(page.getByText('Halo Headphones removed.')).toHaveCount(0)
  await expect(cartLink(page, '2 items')).toBeVisible()
})

test('what is refused says so', async ({ page, shop }) => {
  const refused = (hasText: string | RegExp) =>
    expect(page.getByRole('alert').filter({ hasText })).toBeVisible()
  await changeProduct(shop, 'world-globe', { availableStock: 2 })
  await fillBasket(page, { 'world-globe': 2, 'sea-salt': 1 })
  await page.goto('/cart')
  await click(page, 'One more World Globe')
  await refused(/Only 2 of World Globe/)
  await quantityOf(page, 'Sea Salt').fill('two')
  await quantityOf(page, 'Sea Salt').press('Enter')
  await refused(/whole number/)

  await changeProduct(shop, 'world-globe', { availableStock: 1 })
  await changeProduct(shop, 'world-globe', { availableStock: 2 })
  await page.goto('/checkout')
  await fillContact(page)
  await changeProduct(shop, 'world-globe', { availableStock: 1 })
  await placeOrder(page).click()
  await refused('Not everything in your cart is in stock.')
  await page.getByRole('link', { name: 'See what has changed' }).click()
  await click(page, 'Accept changes')
  await expect(quantityOf(page, 'World Globe')).toHaveValue('1')
  await changeProduct(shop, 'world-globe', { availableStock: 50 })

  await fillBasket(page, { 'last-saxophone': 3 })
  await page.goto('/products/last-saxophone')
  await click(page, 'Add Last Saxophone to cart')
  await refused('Only 3 of Last Saxophone')
})

test('a shopper waits for what is sold out, and no longer', async ({ page, shop }) => {
  await page.goto('/products/library-stack')
  await click(page, /Tell me when it is back/)
  await expect(page.getByText('We will tell you on My orders').first()).toBeVisible()
  await click(page, 'Stop watching Library Stack')
  await click(page, /Tell me when it is back/)
  await expect(button(page, 'Stop watching Library Stack')).toBeVisible()
  await changeProduct(shop, 'library-stack', { availableStock: 5 })
  await page.goto('/orders')
  await expect(page.getByText('Back in stock: Library Stack')).toBeVisible()
  await click(page, 'Dismiss that Library Stack is back')
  await expect(page.getByText('Back in stock')).toHaveCount(0)
  await changeProduct(shop, 'library-stack', { availableStock: 0 })
})

test.describe('sent twice', () => {
  /** What the form around a button posts where no script is in between, the button's own field included. */
  const fieldsOf = (page: Page, name: string | RegExp) =>
    button(page, name)
      .filter({ visible: true })
      .first()
      .evaluate((element) => {
        const fields =
          element instanceof HTMLButtonElement && element.form && new FormData(element.form, element)
        return Object.fromEntries(fields ? [...fields].map(([field, value]) => [field, String(value)]) : [])
      })

  const post = (page: Page, multipart: Record<string, string>) =>
    page.request.post(page.url(), {
      multipart,
      headers: { origin: new URL(page.url()).origin, referer: page.url() },
      maxRedirects: 0,
    })

  /** Sends the form of a button on `path` twice at once, as an impatient shopper does. Answers what is in the basket. */
  async function postTwice(page: Page, path: string, name: string | RegExp) {
    await page.goto(path)
    if (path === '/orders') await unfoldOrders(page)
    const fields = await fieldsOf(page, name)
    const answers = await Promise.all([post(page, fields), post(page, fields)])
    expect(answers.map((answer) => answer.status())).toEqual([303, 303])
    return (await basketOf(page)).items
  }

  test('a form is one change, and after it is rendered again another', async ({ page }) => {
    await page.goto('/products/sea-salt')
    await fillBasket(page, {})
    const salt = (quantity: number) => ({ productId: 'sea-salt', quantity })
    for (const quantity of [1, 2])
      expect(await postTwice(page, '/products/sea-salt', 'Add Sea Salt to cart')).toMatchObject([
        salt(quantity),
      ])
    const teapot = { productId: 'ember-teapot', quantity: 1 }
    expect(await postTwice(page, '/?q=teapot', 'Add Ember Teapot to cart')).toMatchObject([salt(2), teapot])
    expect(await postTwice(page, '/cart', 'One more Sea Salt')).toMatchObject([salt(3), teapot])
    expect(await postTwice(page, '/cart', 'Remove Sea Salt')).toMatchObject([teapot])
    expect(await postTwice(page, '/cart', /^Undo/)).toMatchObject([salt(3), teapot])
  })

  test('an order is placed and bought again, each once though sent again', async ({ page }) => {
    await fillBasket(page, { 'sea-salt': 5 })
    await page.goto('/cart')
    await checkOut(page).click()
    await found(page, 'Checkout')
    await fillContact(page)
    // Kept as a page in the history is: with the fields it had when it was sent.
    const fields = await fieldsOf(page, 'Place order')
    await page.getByRole('radio', { name: 'Bank transfer' }).check()
    await placeOrder(page).click()
    await found(page, 'My orders')
    const order = page.getByRole('article')
    await expect(order).toContainText('Sea Salt')
    await untilSettled(page)
    await click(page, 'Refresh now')
    await expect(order).toContainText('Confirmed')
    await page.goto('/checkout')
    const again = await post(page, fields)
    expect(again.status()).toBe(303)
    expect(again.headers().location).toMatch(/\/orders\?placed=/)
    expect(await ordersOf(page)).toHaveLength(1)

    expect(await postTwice(page, '/orders', /^Buy again/)).toMatchObject([{ quantity: 5 }])
    await page.goto('/orders')
    await unfoldOrders(page)
    await click(page, /Buy again/)
    await expect(page.getByText('5 items added to your cart.')).toBeVisible()
    await unfoldOrders(page)
    await page.getByRole('link', { name: /Order details/ }).click()
    await expect(titled(page, /^Order/)).toBeVisible()
    await click(page, /Buy again/)
    await expect(page.getByText('5 items added to your cart.')).toBeVisible()
    await expect(cartLink(page, '15 items')).toBeVisible()
  })

  test('a declined order is placed again once', async ({ page, shop }) => {
    const { orderId } = await order(shop, await newShopper(page), { facts: declined })
    await page.goto(`/orders/${orderId}/pay`)
    await page.getByRole('radio', { name: 'PayPal' }).check()
    const fields = await fieldsOf(page, 'Place order')
    const answers = await Promise.all([post(page, fields), post(page, fields)])
    const [location] = answers.map((answer) => answer.headers().location)
    expect(location).toMatch(/\/orders\?placed=/)
    expect(answers.map((answer) => answer.headers().location)).toEqual([location, location])
    expect(await ordersOf(page)).toHaveLength(2)
    const { checkoutId, ...others } = fields
    const refused = await post(page, { ...others, checkoutId: `${checkoutId}0` })
    expect(refused.headers().location).toMatch(/\/pay$/)
    expect(await ordersOf(page)).toHaveLength(2)
  })

  test('sixty changes at once answer no 500, and no log line names the shopper', async ({ page, shop }) => {
    const { userName } = await (await fillBasket(page, { 'signal-torch': 1 })).json()
    await page.goto('/products/sea-salt')
    const { changeId, ...fields } = await fieldsOf(page, 'Add Sea Salt to cart')
    expect(changeId).toMatch(/^[\w-]{8,64}$/)
    const sixty = Array.from({ length: 60 }, (_, index) => index)
    const answers = await Promise.all([
      ...sixty.map((index) => fillBasket(page, { 'signal-torch': index + 1 })),
      ...sixty.map((index) => post(page, { ...fields, changeId: `change-id-${index}` })),
    ])
    const statuses = answers.map((answer) => answer.status())
    expect(statuses.filter((status) => ![200, 303, 409].includes(status))).toEqual([])
    const logs = join(shop.data, 'logs')
    const lines = readdirSync(logs).flatMap((file) => readFileSync(join(logs, file), 'utf8').split('\n'))
    expect(lines.filter((line) => line.includes(userName))).toEqual([])
  })
})
