import { mintCheckoutId } from '../lib/checkout/checkout-id'
import { atMyOrders, button, checkOut, holdRequests, openCheckout, placeOrder, titled } from './on-page'
import { expectPolicy } from './policy'
import { expect, phoneInMotion, sizes, test } from './shop'
import { basketOf, buy, fillBasket, fillContact, ordersOf, stockOf, untilSettled } from './shopper'

for (const [name, size] of [
  ['desktop', {}],
  ['phone', phoneInMotion],
] as const)
  test.describe(`with a ${name}`, () => {
    test.use(size)

    test('a shopper buys two products and sees the order appear', async ({ page }) => {
      const arrival = await expectPolicy(await page.goto('/'))
      await button(page, 'Add Halo Headphones to cart').click()
      await expect(page.getByRole('link', { name: /cart.*1/i })).toBeVisible()
      await page.getByRole('link', { name: 'Ember Teapot', exact: true }).click()
      await expect(titled(page, 'Ember Teapot')).toBeVisible()
      await button(page, 'Add Ember Teapot to cart').click()
      await page.getByRole('link', { name: /cart.*2/i }).click()

      await expect(titled(page, /cart/i)).toBeVisible()
      await checkOut(page).click()
      await expect(titled(page, 'Checkout')).toBeVisible()
      await fillContact(page)
      await page.getByRole('radio', { name: 'PayPal' }).check()
      await placeOrder(page).click()

      await atMyOrders(page)
      const order = page.getByRole('article')
      await expect(order).toHaveCount(1)
      await expect(order).toContainText('Halo Headphones')
      await expect(order).toContainText('Ember Teapot')
      await untilSettled(page)
      await button(page, 'Refresh now').click()
      await expect(order).toContainText('Confirmed')
      await expect(page.getByRole('link', { name: /cart.*0|cart, empty/i })).toBeVisible()
      expect(await expectPolicy(await page.reload())).not.toBe(arrival)
    })
  })

for (const [name, size] of sizes)
  test.describe(`on a ${name}`, () => {
    test.use({ ...size, permissions: ['clipboard-read', 'clipboard-write'] })

    test('who has placed an order is thanked for it by number and total, also once reloaded', async ({
      page,
    }) => {
      const { orderId } = await buy(page, { 'olive-amphora': 2 })
      await page.goto(`/orders?placed=${orderId}`)
      const thanks = page.getByRole('article', { name: `Thank you order ${orderId}` })
      for (const _ of ['landed', 'reloaded']) {
        await expect(thanks).toContainText(orderId)
        await expect(thanks).toContainText('$128.00')
        await expect(thanks).toContainText(/Next (we|it)/)
        await expect(page.getByRole('status')).toContainText(/refresh(es)? left/)
        await button(page, 'Copy number').click()
        await expect(thanks).toContainText('Copied')
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(orderId)
        await page.reload()
      }
      await untilSettled(page)
      await button(page, 'Refresh now').click()
      await expect(thanks).toContainText('Confirmed')
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await expect(page.locator('.hearts')).toBeHidden()
      await page.goto('/orders')
      await expect(thanks).toHaveCount(0)
      await page.goto(`/orders?placed=${mintCheckoutId()}`)
      await expect(page.getByRole('article')).toHaveCount(1)
      await expect(page.getByText('Thank you')).toHaveCount(0)
    })
  })

test('a double click and more give one order, which is there at once', async ({ page }) => {
  await fillBasket(page, { 'sea-salt': 1 })
  const { checkoutId } = await basketOf(page)
  await openCheckout(page)
  const held = await holdRequests(page, 'POST', '**/checkout')
  const polls = await holdRequests(page, 'GET', '**/api/orders*')
  polls.release()
  const before = await stockOf(page, 'sea-salt')
  await placeOrder(page).dblclick()
  await expect(placeOrder(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(placeOrder(page)).toHaveAccessibleDescription('Placing your order…')
  for (let press = 0; press < 5; press++) await page.keyboard.press('Enter')
  await expect(placeOrder(page)).toBeFocused()
  held.release()
  await atMyOrders(page)
  await expect(page.getByRole('article', { name: checkoutId.slice(-8) })).toContainText('Sea Salt')
  expect(polls.asked).toBe(0)
  expect(held.asked).toBe(1)

  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await page.goForward()
  await page.reload()
  await atMyOrders(page)
  await untilSettled(page)
  expect(await ordersOf(page)).toEqual([expect.objectContaining({ orderId: checkoutId })])
  expect(await stockOf(page, 'sea-salt')).toBe(before - 1)
})

test('the same cart placed in two tabs is one order', async ({ page, context }) => {
  await fillBasket(page, { 'sea-salt': 1 })
  const tabs = [page, await context.newPage()]
  for (const tab of tabs) await openCheckout(tab)
  const held = await Promise.all(tabs.map((tab) => holdRequests(tab, 'POST', '**/checkout')))
  for (const tab of tabs) await placeOrder(tab).click()
  for (const { release } of held) release()
  for (const tab of tabs) await atMyOrders(tab)
  await untilSettled(page)
  expect(await ordersOf(page)).toHaveLength(1)
})

test('an order is shown to its own shopper only', async ({ page, browser, shop }) => {
  const { orderId } = await buy(page, { 'morning-cup': 1 })
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByRole('main')).toContainText('Morning Cup')

  const stranger = await browser.newPage({ baseURL: shop.url })
  expect((await stranger.request.get(`/api/orders/${orderId}`)).status()).toBe(404)
  await stranger.goto(`/orders/${orderId}`)
  await expect(stranger.getByRole('main')).not.toContainText('Morning Cup')
  await stranger.goto('/orders')
  await expect(stranger.getByRole('article')).toHaveCount(0)
})
