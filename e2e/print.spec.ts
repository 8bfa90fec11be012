import type { Page } from '@playwright/test'
import { button, titled } from './on-page'
import { expect, test } from './shop'
import { buy, fillBasket } from './shopper'
import { confirmed, type Fact, newShopper, order } from './tables'

type Format = 'A4' | 'Letter'

/**
 * How many pages the document comes to: a range beyond the last one is refused.
 * https://chromedevtools.github.io/devtools-protocol/tot/Page/#method-printToPDF
 */
async function pagesOf(page: Page, format: Format) {
  const reaches = (at: number) =>
    page.pdf({ format, pageRanges: String(at) }).then(
      () => true,
      () => false,
    )
  let count = 0
  while (await reaches(count + 1)) count++
  return count
}

const linesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    productId: `thing-${index}`,
    productName: index % 4 === 0 ? `A well-made thing for home and away, number ${index}` : `Thing ${index}`,
    price: 1299.5,
    quantity: 1 + (index % 3),
  }))

const options = {
  paymentMethod: 'card',
  delivery: { option: 'express', price: 12 },
  contact: {
    name: 'Ada Lovelace',
    email: 'ada@shop.example',
    country: 'GB',
    address: ['12 St James’s Square', 'Second floor'],
    city: 'London',
    postcode: 'SW1Y 4JH',
  },
}

const receiptOf = (orderId: string) => `/orders/${orderId}/receipt`

test('a receipt tells what was bought of whom, for how much, and whether it is paid', async ({
  page,
  shop,
}) => {
  const shopper = await newShopper(page)
  const { orderId } = await order(shop, shopper, { facts: confirmed, items: linesOf(2) })
  await page.goto(`/orders/${orderId}`)
  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(titled(page, 'Receipt')).toBeVisible()
  const receipt = page.getByRole('article', { name: 'Receipt' })
  for (const words of [orderId, 'Sold by', 'Swoon', 'US dollars (USD), tax included', 'demonstration shop'])
    await expect(receipt).toContainText(words)
  await expect(receipt.getByRole('definition').filter({ hasText: /^Paid .*\d/ })).toBeVisible()
  await expect(receipt.getByRole('row')).toHaveText([
    'ProductPriceQuantityAmount',
    /number 0.*\$1,299\.501\$1,299\.50$/,
    /Thing 1.*\$1,299\.502\$2,599\.00$/,
  ])
  await expect(receipt.locator('dl').last()).toHaveText(/Subtotal\$3,898\.50.*Total\$3,898\.50/)
  await expect(receipt).not.toContainText(/delivery/i)

  await test.step('by a button that prints', async () => {
    await page.evaluate(() =>
      Reflect.set(window, 'print', () => document.body.setAttribute('data-printed', '')),
    )
    await button(page, 'Print').click()
    await expect(page.locator('body')).toHaveAttribute('data-printed')
  })

  const words: [Fact[], RegExp][] = [
    [[], /Not settled yet/],
    [['StockReserved', 'PaymentFailed', 'StockReleased'], /Not charged/],
    [['PaymentCompleted', 'StockRejected', 'PaymentRefunded'], /Refunded .*\d/],
  ]
  for (const [at, [facts, told]] of words.entries()) {
    const other = await order(shop, shopper, { facts, date: new Date(Date.now() - 1000 * (at + 1)) })
    await page.goto(receiptOf(other.orderId))
    await expect(receipt.getByRole('definition').filter({ hasText: told })).toBeVisible()
  }
})

test('nobody sees the receipt of another', async ({ page, browser, baseURL, shop }) => {
  const { orderId } = await order(shop, await newShopper(page), { facts: confirmed })
  const other = await browser.newContext({ baseURL })
  await fillBasket(other, { 'sea-salt': 1 })
  for (const context of [other, await browser.newContext({ baseURL })]) {
    const theirs = await context.newPage()
    await theirs.goto(receiptOf(orderId))
    await expect(titled(theirs, 'We could not find this order')).toBeVisible()
    await expect(theirs.getByText('Field Camera')).toHaveCount(0)
    await context.close()
  }
})

test.describe('on paper', () => {
  // A page is laid out anew for it.
  test.use({ colorScheme: 'dark', complaint: /layout shift/ })
  test.afterEach(({ page }) => page.emulateMedia({ media: 'screen' }))

  test('a receipt of twenty lines is one page on A4 and Letter; a longer one repeats its head', async ({
    page,
    shop,
  }) => {
    const shopper = await newShopper(page)
    const short = await order(shop, shopper, { facts: confirmed, items: linesOf(20), options })
    await page.goto(receiptOf(short.orderId))
    await expect(button(page, 'Print')).toBeVisible()
    const receipt = page.getByRole('article', { name: 'Receipt' })
    for (const words of [
      /Card · Paid/,
      'Ada Lovelace',
      'London SW1Y 4JH',
      'United Kingdom',
      'Express delivery$12.00',
    ])
      await expect(receipt).toContainText(words)
    for (const format of ['A4', 'Letter'] as const) expect(await pagesOf(page, format), format).toBe(1)

    const date = new Date(Date.now() - 1000)
    const long = await order(shop, shopper, { facts: confirmed, items: linesOf(50), date })
    await page.goto(receiptOf(long.orderId))
    await expect(receipt.getByRole('row')).toHaveCount(51)
    for (const format of ['A4', 'Letter'] as const) expect(await pagesOf(page, format), format).toBe(2)
    await page.emulateMedia({ media: 'print' })
    await expect(page.locator('thead')).toHaveCSS('display', 'table-header-group')
    for (const row of await page.getByRole('row').all()) await expect(row).toHaveCSS('break-inside', 'avoid')
  })

  test('no page has header, footer, buttons or notices, nor the colours of the night', async ({ page }) => {
    const { orderId } = await buy(page, { 'fountain-pen': 1 })
    await fillBasket(page, { 'sea-salt': 2 })
    const paths = [
      '/',
      '/products/sea-salt',
      '/cart',
      '/orders',
      `/orders/${orderId}`,
      receiptOf(orderId),
      '/help',
    ]
    for (const path of paths)
      await test.step(path, async () => {
        await page.emulateMedia({ media: 'screen' })
        await page.goto(path)
        await expect(titled(page, /./).filter({ visible: true }).first()).toBeVisible()
        await page.emulateMedia({ media: 'print' })
        for (const role of [
          'banner',
          'contentinfo',
          'navigation',
          'button',
          'dialog',
          'combobox',
          'form',
        ] as const)
          await expect(page.getByRole(role), role).toHaveCount(0)
        for (const left of [page.locator('label', { hasText: 'Quantity' }), page.getByText(/next in \d/)])
          await expect(left.filter({ visible: true })).toHaveCount(0)
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
          'rgb(252, 250, 254)',
        )
        await expect(titled(page, /./).filter({ visible: true }).first()).toBeVisible()
      })
  })
})

test.describe('before the scripts have arrived', () => {
  test.use({ scriptFiles: false })

  test('a receipt is whole, without a button that does nothing', async ({ page, shop }) => {
    const { orderId } = await order(shop, await newShopper(page), { facts: confirmed })
    await page.goto(receiptOf(orderId))
    await expect(page.getByRole('row', { name: 'Field Camera' })).toBeVisible()
    await expect(button(page, 'Print')).toHaveCount(0)
  })
})
