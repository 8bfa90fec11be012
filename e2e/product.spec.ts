import { button, holdRequests, titled, untilScriptsRest } from './on-page'
import { expect, test } from './shop'
import { buy } from './shopper'
import { changeProduct, newShopper, order, removeProduct, storeProduct } from './tables'

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
  await expect(page.getByText(/ (left|in stock), 3 of them in your cart$/)).toBeVisible()
  for (const [name, path] of [
    ['Standard delivery is free', '/delivery'],
    ['How returns work', '/returns'],
  ] as const)
    await expect(page.getByRole('link', { name })).toHaveAttribute('href', path)
  const more = page.getByRole('region', { name: 'Similar products' })
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

test('of what is sold out the shopper is told once, and again when it is back', async ({ page, shop }) => {
  const id = 'library-stack'
  const main = page.getByRole('main').filter({ visible: true })
  await page.goto(addressOf(id))
  await expect(main.getByText('Sold out')).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'Similar products' }).getByRole('article')).toHaveCount(4)
  await button(page, 'Tell me when it is back').click()
  await expect(main.getByRole('status')).toHaveText('We will tell you on My orders once it is back.')
  await expect(button(page, 'Stop watching Library Stack')).toBeFocused()
  await button(page, 'Stop watching').click()
  await expect(main.getByRole('status')).toHaveText('You no longer watch it.')
  await button(page, 'Tell me when it is back').click()
  await buy(page, { 'sea-salt': 1 })
  await page.reload()
  await expect(button(page, 'Stop watching')).toBeVisible()

  await page.goto('/orders')
  await expect(page.getByText('You are waiting for Library Stack.')).toBeVisible()
  await changeProduct(shop, id, { availableStock: 4 })
  await page.reload()
  const back = page.getByText('Back in stock: Library Stack')
  await back.getByRole('link').click()
  // Another product may have as many left.
  await expect(main.locator('p:not(.card-badge)', { hasText: /^Only 4 left$/ })).toBeVisible()
  await expect(button(page, 'Add Library Stack to cart')).toBeVisible()
  await page.goBack()
  await button(page, 'Dismiss that Library Stack is back').click()
  await expect(back).toHaveCount(0)
  await page.reload()
  await expect(titled(page, 'My orders')).toBeVisible()
  await expect(back).toHaveCount(0)
  await changeProduct(shop, id, { availableStock: 0 })
})

test('an order that found too little says what was missing, and leads on', async ({ page, shop }) => {
  const { orderId } = await order(shop, await newShopper(page), { facts: ['StockRejected', 'PaymentFailed'] })
  await changeProduct(shop, 'field-camera', { availableStock: 0 })
  await page.goto(`/orders/${orderId}`)
  const missing = page.getByRole('region', { name: 'What was missing' })
  await expect(missing.getByRole('listitem')).toHaveCount(1)
  await button(page, 'Tell me when it is back in stock: Field Camera').click()
  await expect(button(page, 'Stop watching Field Camera')).toBeVisible()
  const similar = page.getByRole('region', { name: 'Similar products' })
  await similar
    .getByRole('button', { name: /^Add .* to cart$/ })
    .first()
    .click()
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible()
  await changeProduct(shop, 'field-camera', { availableStock: 50 })
  // A reload would scroll to where the page was before all of it has come.
  await page.goto('/orders')
  await page.goto(`/orders/${orderId}`)
  await expect(missing).toContainText('Back in stock.')
})

test('what was looked at before is led to again, as long as it is sold', async ({ page, shop }) => {
  const viewed = page.getByRole('region', { name: 'Recently viewed' }).filter({ visible: true })
  const names = viewed.getByRole('listitem')
  await storeProduct(shop, alone('short-lived'))
  await page.goto(addressOf('short-lived'))
  await untilScriptsRest(titled(page, product.name))
  await expect(viewed).toHaveCount(0)
  await page.goto('/products/halo-headphones')
  await expect(names).toHaveText([product.name])
  const similar = page.getByRole('region', { name: 'Similar products' })
  await similar.getByRole('link').first().click()
  await expect(names).toHaveText(['Halo Headphones', product.name])
  await removeProduct(shop, 'short-lived')
  await viewed.getByRole('link', { name: product.name }).click()
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  await page.goto('/products/halo-headphones')
  await expect(names).toHaveCount(1)
  await expect(viewed).not.toContainText(product.name)

  // Whatever has become of what the browser keeps, and where it keeps nothing.
  for (const kept of ['{"id":', '[null,{"id":7}]', '{}']) {
    await page.evaluate((text) => localStorage.setItem('swoon-viewed', text), kept)
    await page.reload()
    await untilScriptsRest(titled(page, 'Halo Headphones'))
    await expect(viewed).toHaveCount(0)
  }
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError')
      },
    }),
  )
  await page.reload()
  await untilScriptsRest(titled(page, 'Halo Headphones'))
  await expect(viewed).toHaveCount(0)
})

test('a phone fetches a picture no larger than it can show', async ({ browser, shop }) => {
  for (const [deviceScaleFactor, width] of [
    [2, 400],
    [3, 600],
  ] as const) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor })
    const page = await context.newPage()
    await page.goto(`${shop.url}/products/sky-kite`)
    await expect(page.getByRole('main').locator('img').first()).toHaveJSProperty(
      'currentSrc',
      `${shop.url}/products/${width}/sky-kite.avif`,
    )
    await context.close()
  }
})

for (const scriptFiles of [true, false])
  test.describe(scriptFiles ? 'without pictures' : 'without pictures and before the scripts', () => {
    test.use({ scriptFiles, complaint: /Failed to load resource|\.(avif|webp) failed: / })

    test('the shape of the category stands in the place of each', async ({ page }) => {
      await page.route(/\.(avif|webp)$/, (route) => route.abort('failed'))
      for (const [path, count] of [
        ['/products/halo-headphones', 1],
        ['/?category=Tech', 5],
      ] as const) {
        await page.goto(path)
        const grounds = page.getByRole('main').locator('.product-image')
        await expect(grounds.and(page.locator('[data-failed]')).nth(count - 1)).toBeVisible()
        const shown = await grounds.first().evaluate((ground) => {
          const { content, maskImage } = getComputedStyle(ground, '::before')
          return {
            content,
            maskImage,
            picture: ground.querySelector('img')?.checkVisibility({ visibilityProperty: true }),
          }
        })
        expect(shown).toMatchObject({
          content: '""',
          maskImage: expect.stringMatching(/^url/),
          picture: false,
        })
      }
    })
  })
