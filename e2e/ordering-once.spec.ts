import type { Page } from '@playwright/test'
import { expect, fillBasket, test, untilHydrated, untilSettled, withheld, withholdScripts } from './shop'

async function ordersOf(page: Page) {
  await untilSettled(page)
  return (await (await page.request.get('/api/orders')).json()).orders
}
const place = (page: Page) => page.getByRole('button', { name: 'Place order' })
const atMyOrders = (page: Page) =>
  expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()

async function openCart(page: Page) {
  await page.goto('/cart')
  await untilHydrated(place(page))
}

/** Holds what the page posts until it is released. */
async function holdPosts(page: Page) {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url())
  })
  await page.route('**/cart', async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  return { posts, release: () => release() }
}

test('while an order is on its way the button says so, keeps focus and sends nothing more', async ({
  page,
}) => {
  await fillBasket(page, { productId: 'sea-salt', quantity: 1 })
  await openCart(page)
  const { posts, release } = await holdPosts(page)
  await place(page).focus()
  await page.keyboard.press('Enter')
  await expect(place(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(place(page)).toHaveAccessibleDescription('Placing your order…')
  for (let press = 0; press < 5; press++) await page.keyboard.press('Enter')
  await expect(place(page)).toBeFocused()
  release()
  await atMyOrders(page)
  expect(await ordersOf(page)).toHaveLength(1)
  expect(posts).toHaveLength(1)
})

test('the order is there at once, as placed or further', async ({ page }) => {
  await fillBasket(page, { productId: 'sea-salt', quantity: 1 })
  const { checkoutId } = await (await page.request.get('/api/basket')).json()
  await openCart(page)
  const polls: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/orders') polls.push(request.url())
  })
  await place(page).click()
  await atMyOrders(page)
  await expect(page.getByRole('article', { name: checkoutId.slice(-8) })).toContainText('Sea Salt')
  expect(polls).toEqual([])
})

test('going back finds an empty cart, and reloading after an order orders nothing more', async ({ page }) => {
  await fillBasket(page, { productId: 'sea-salt', quantity: 1 })
  await openCart(page)
  const { checkoutId } = await (await page.request.get('/api/basket')).json()
  await place(page).click()
  await atMyOrders(page)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await page.goForward()
  await page.reload()
  await atMyOrders(page)
  const orders = await ordersOf(page)
  expect(orders.map(({ orderId }: { orderId: string }) => orderId)).toEqual([checkoutId])
})

test('the same cart placed in two tabs is one order', async ({ page, context }) => {
  await fillBasket(page, { productId: 'sea-salt', quantity: 1 })
  const other = await context.newPage()
  await openCart(page)
  await openCart(other)
  const held = [await holdPosts(page), await holdPosts(other)]
  await place(page).click()
  await place(other).click()
  for (const { release } of held) release()
  await atMyOrders(page)
  await atMyOrders(other)
  expect(await ordersOf(page)).toHaveLength(1)
})

test.describe('before the scripts have arrived', () => {
  test.use({ complaint: withheld })

  test('the form of an order that is sent again after going back is the same order', async ({ page }) => {
    await withholdScripts(page)
    await fillBasket(page, { productId: 'morning-cup', quantity: 2 })
    await page.goto('/cart')
    // Kept as a page in the history is: with the fields it had when it was sent.
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await place(page).click()
    const body = (await sent).postDataBuffer()
    await atMyOrders(page)
    await expect(page.getByRole('article')).toContainText('Morning Cup')
    const headers = {
      'content-type': (await (await sent).headerValue('content-type')) ?? '',
      origin: new URL(page.url()).origin,
    }
    const again = await page.request.post('/cart', { headers, data: body ?? Buffer.of(), maxRedirects: 0 })
    expect(again.status()).toBe(303)
    expect(again.headers().location).toMatch(/\/orders\?placed=/)
    expect(await ordersOf(page)).toHaveLength(1)
  })
})
