import { atMyOrders, button, placeOrder, titled, unfoldOrders } from './on-page'
import { expect, test } from './shop'
import { basketOf, ordersOf } from './shopper'
import {
  changeProduct,
  confirmed,
  declined,
  type Fact,
  newShopper,
  order,
  removeProduct,
  storeProduct,
} from './tables'

type Shop = { data: string }

async function pastOf(shop: Shop, shopper: string, count: number) {
  const start = Date.UTC(2026, 0, 1)
  const minutes = Array.from({ length: count }, (_, at) => at)
  for (let from = 0; from < count; from += 50)
    await Promise.all(
      minutes
        .slice(from, from + 50)
        .map((at) => order(shop, shopper, { date: new Date(start + at * 60_000), facts: confirmed })),
    )
}

for (const scriptFiles of [true, false])
  test.describe(`${scriptFiles ? 'once' : 'before'} the scripts have arrived`, () => {
    test.use({ scriptFiles })

    test('orders come in pages of ten, newest first, to the oldest', async ({ page, shop }) => {
      await pastOf(shop, await newShopper(page), 23)
      await page.goto('/orders')
      const headings = page.getByRole('article').getByRole('heading').filter({ visible: true })
      const turn = async (way: 'Older' | 'Newer' | 'Newest') => {
        const [first = ''] = await headings.allTextContents()
        await page.getByRole('link', { name: `${way} orders` }).click()
        await expect(page.getByRole('heading', { name: first })).toHaveCount(0)
      }
      const pages: string[][] = []
      for (const expected of [10, 10, 3]) {
        await expect(headings).toHaveCount(expected)
        pages.push(await headings.allTextContents())
        await expect(page.getByText('No newer orders')).toHaveCount(pages.length === 1 ? 1 : 0)
        if (expected === 10) await turn('Older')
      }
      await expect(page.getByText('No older orders')).toBeVisible()
      expect(new Set(pages.flat()).size).toBe(23)
      for (const shown of pages.slice(0, 2).toReversed()) {
        await turn('Newer')
        await expect(headings).toHaveText(shown)
      }
      await expect(page.getByText('No newer orders')).toBeVisible()
      await page.reload()
      await expect(headings).toHaveText(pages[0] ?? [])
      await turn('Older')
      await expect(headings).toHaveText(pages[1] ?? [])
      await turn('Newest')
      await expect(headings).toHaveText(pages[0] ?? [])
      await page.goto('/orders?after=2026-01-02T00:00:00Z')
      await expect(page.getByRole('heading', { name: 'No newer orders' })).toBeVisible()
    })

    test('buying again fills the cart with what can be had and says what cannot', async ({ page, shop }) => {
      const shopper = await newShopper(page)
      await page.request.delete('/api/basket')
      await pastOf(shop, shopper, 2)
      await changeProduct(shop, 'field-camera', { price: 420 })
      const buyAgain = button(page, /Buy again/)
      await page.goto('/orders')
      await unfoldOrders(page)
      await buyAgain.first().click()
      const dearer = '1 item added to your cart. Field Camera is now $420.00, was $399.00.'
      await expect(page.getByText(dearer)).toBeVisible()
      if (scriptFiles) {
        await button(page, 'Dismiss').click()
        await expect(buyAgain.first()).toBeFocused()
        for (const at of [1, 0, 1, 0]) {
          await buyAgain.nth(at).click()
          await expect(
            buyAgain
              .nth(at)
              .locator('..')
              .getByText(/^1 item added/),
          ).toBeVisible()
          // What came of it is said once, of the last order that was bought.
          await expect(button(page, 'Dismiss')).toHaveCount(1)
        }
      }
      await changeProduct(shop, 'field-camera', { availableStock: 0 })
      await unfoldOrders(page)
      await buyAgain.first().click()
      const soldOut = 'Nothing could be added to your cart. Field Camera is sold out.'
      await expect(page.getByText(soldOut)).toBeVisible()
      await changeProduct(shop, 'field-camera', { price: 399, availableStock: 50 })
      const basket = await (await page.request.get('/api/basket')).json()
      const quantity = scriptFiles ? 5 : 1
      expect(basket.items).toMatchObject([{ productId: 'field-camera', quantity, price: 420 }])
    })
  })

/** An order of four things, one of which can be had as then. */
async function declinedOrder(shop: Shop, shopper: string) {
  const row = { description: '', category: 'Kept for retries', availableStock: 5, price: 20 }
  await storeProduct(shop, { ...row, id: 'paid-lamp', name: 'Paid Lamp' })
  await storeProduct(shop, { ...row, id: 'rare-lamp', name: 'Rare Lamp', availableStock: 1 })
  await storeProduct(shop, { ...row, id: 'gone-lamp', name: 'Gone Lamp', availableStock: 0 })
  const lineOf = (productId: string, productName: string, price: number, quantity: number) => ({
    ...{ productId, productName, price, quantity },
  })
  const items = [
    lineOf('paid-lamp', 'Paid Lamp', 15, 2),
    lineOf('rare-lamp', 'Rare Lamp', 20, 3),
    lineOf('gone-lamp', 'Gone Lamp', 20, 1),
    lineOf('never-lamp', 'Never Lamp', 20, 1),
  ]
  return order(shop, shopper, { facts: declined, reason: 'card_declined', items })
}

for (const scriptFiles of [true, false])
  test.describe(`a declined order, ${scriptFiles ? 'once' : 'before'} the scripts have arrived,`, () => {
    test.use({ scriptFiles })

    test('is placed again at the prices of now, and what has changed is said', async ({ page, shop }) => {
      const mine = await declinedOrder(shop, await newShopper(page))
      await page.goto(`/orders/${mine.orderId}`)
      await expect(page.getByRole('main').getByRole('link').first()).toHaveText(/Try another payment method/)
      await page.goto('/orders')
      await unfoldOrders(page)
      await page.getByRole('link', { name: /Try another payment method/ }).click()
      await expect(titled(page, 'Try another payment method')).toBeVisible()
      for (const change of [
        'Paid Lamp is now $20.00, was $15.00.',
        'Only 1 of 3 Rare Lamp left.',
        'Gone Lamp is sold out and is left out.',
        'Never Lamp is no longer sold and is left out.',
      ])
        await expect(page.getByRole('listitem').filter({ hasText: change })).toBeVisible()
      const summary = page.getByRole('region', { name: 'Summary' })
      await expect(summary).toContainText(/Total\s*\$60\.00/)
      await expect(summary).toContainText('It was $130.00.')

      await changeProduct(shop, 'paid-lamp', { price: 25 })
      await page.getByRole('radio', { name: 'PayPal' }).check()
      await placeOrder(page).click()
      await expect(
        page.getByRole('alert').filter({ hasText: 'The total is now $70.00. Nothing was ordered' }),
      ).toBeVisible()
      await expect(summary).toContainText(/Total\s*\$70\.00/)
      expect(await ordersOf(page)).toHaveLength(1)
      await page.getByRole('radio', { name: 'PayPal' }).check()
      await placeOrder(page).click()
      await atMyOrders(page)
      await expect(page.getByRole('article').first()).toContainText(
        /2 × \$25\.00.*1 × \$20\.00.*Total \$70\.00/,
      )
      expect(await ordersOf(page)).toHaveLength(2)
      const { items } = await basketOf(page)
      expect(items).toMatchObject([{ productId: 'field-camera', quantity: 1 }])
      for (const id of ['paid-lamp', 'rare-lamp', 'gone-lamp']) await removeProduct(shop, id)
    })
  })

test('only a declined order can be placed again, and only one of which something is left', async ({
  page,
  shop,
}) => {
  const shopper = await newShopper(page)
  const bought = await order(shop, shopper, { facts: confirmed })
  const line = { productId: 'never-lamp', productName: 'Never Lamp', price: 20, quantity: 1 }
  const gone = await order(shop, shopper, { facts: declined, items: [line] })
  const theirs = await order(shop, 'somebody-else', { facts: declined })
  for (const [{ orderId }, heading] of [
    [bought, 'Nothing to pay here'],
    [gone, 'Nothing of it is left'],
    [theirs, 'We could not find this order'],
  ] as const) {
    await page.goto(`/orders/${orderId}/pay`)
    await expect(titled(page, heading)).toBeVisible()
    await expect(placeOrder(page)).toHaveCount(0)
  }
  await page.goto(`/orders/${theirs.orderId}`)
  await expect(page.getByText('open it in the browser where you bought it')).toBeVisible()
})

test.describe('on the narrowest phone', () => {
  test.use({ viewport: { width: 320, height: 700 } })

  test('My Orders keeps its gutter, whatever a product is called', async ({ page, shop }) => {
    const shopper = await newShopper(page)
    const line = {
      productId: 'field-camera',
      productName: `Super${'long'.repeat(20)} Camera`,
      price: 1299.99,
    }
    for (const [minutes, facts] of ([confirmed, declined, []] satisfies Fact[][]).entries())
      await order(shop, shopper, {
        ...{ facts, items: [{ ...line, quantity: 99 }] },
        date: new Date(Date.now() - minutes * 60_000),
      })
    await page.goto('/orders')
    await unfoldOrders(page)
    const articles = page.getByRole('article')
    await expect(articles).toHaveCount(3)
    const [width, scrolled] = await page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement
      return [clientWidth, scrollWidth] as const
    })
    expect(scrolled).toBeLessThanOrEqual(width)
    for (const inside of [articles, articles.locator('*').filter({ visible: true })])
      for (const box of await inside.evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect().toJSON()),
      ))
        if (box.width > 1) {
          expect(box.left).toBeGreaterThanOrEqual(16)
          expect(box.right).toBeLessThanOrEqual(width - 16 + 0.5)
        }
  })
})

test('a shopper with 1,000 orders gets one page of them', async ({ request, shop }) => {
  await pastOf(shop, await newShopper({ request }), 1_000)
  const page = await (await request.get('/orders')).text()
  expect(page.split('<article').length - 1).toBe(10)
  expect(page.length).toBeLessThan(200_000)
})

const outcomes: { facts: Fact[]; reason?: string; badge: string; steps: string[]; told: RegExp }[] = [
  { facts: [], badge: 'Placed', steps: ['Order placed', 'In progress'], told: /checking stock and payment/ },
  {
    facts: confirmed,
    badge: 'Confirmed',
    steps: ['Order placed', 'Stock reserved', 'Payment completed', 'Confirmed'],
    told: /Paid for and set aside/,
  },
  {
    facts: ['StockReserved', 'PaymentFailed', 'StockReleased'],
    reason: 'card_declined',
    badge: 'Payment failed',
    steps: ['Order placed', 'Stock reserved', 'Payment failed', 'Stock returned'],
    told: /back on the shelf/,
  },
  {
    facts: ['PaymentCompleted', 'StockRejected', 'PaymentRefunded'],
    badge: 'Out of stock',
    steps: ['Order placed', 'Payment completed', 'Out of stock', 'Payment refunded'],
    told: /1 wanted, 0 left/,
  },
  {
    facts: ['StockReserved', 'PaymentCompleted', 'PaymentRefunded', 'StockReleased'],
    badge: 'Refunded',
    steps: ['Order placed', 'Stock reserved', 'Payment completed', 'Payment refunded', 'Stock returned'],
    told: /on its way back to you/,
  },
]

test('every order tells what happened, what was done about it, and when', async ({ page, shop }) => {
  const shopper = await newShopper(page)
  const placed = await Promise.all(
    outcomes.map(({ facts, reason = '' }, second) =>
      order(shop, shopper, { facts, reason, date: new Date(Date.now() - 1000 * second) }),
    ),
  )
  await page.goto('/orders')
  // One line each, but for the one that is open.
  await expect(page.getByRole('list', { name: /^Progress/ })).toHaveCount(1)
  await unfoldOrders(page)
  for (const [at, { facts, badge }] of outcomes.entries()) {
    const card = page.getByRole('article').filter({ hasText: placed[at]?.orderId.slice(-8) ?? '' })
    await expect(card).toContainText(badge)
    const stages = card.getByRole('list', { name: /^Progress/ }).getByRole('listitem')
    await expect(stages).toHaveCount(4)
    const waiting = facts.length === 0 ? 3 : 0
    await expect(stages.filter({ hasText: 'waiting' })).toHaveCount(waiting)
    await expect(stages.locator('time')).toHaveCount(4 - waiting)
  }
  for (const [at, { steps, told }] of outcomes.entries()) {
    await page.goto(`/orders/${placed[at]?.orderId}`)
    const timeline = page.getByRole('region', { name: 'What happened' }).getByRole('listitem')
    await expect(timeline).toHaveText(steps.map((step) => new RegExp(step)))
    await expect(timeline.locator('time')).toHaveCount(steps.filter((step) => step !== 'In progress').length)
    await expect(page.getByRole('main')).toContainText(told)
  }
})

test.describe('in Auckland, for who reads German', () => {
  // A first visit shows the days of UTC until the browser has told its own.
  test.use({ timezoneId: 'Pacific/Auckland', locale: 'de-DE', complaint: /layout shift/ })

  test('orders stand under the day of there, and prices are written as there', async ({ page, shop }) => {
    const shopper = await newShopper(page)
    for (const date of ['2026-03-01T10:30:00Z', '2026-03-01T11:30:00Z', '2026-03-02T01:00:00Z'])
      await order(shop, shopper, { date: new Date(date), facts: confirmed })
    // The first page with times tells the server the zone.
    await page.goto('/orders')
    await page.waitForFunction(() => document.cookie.includes('swoon_zone'))
    await page.reload()
    const days = ['Monday, March 2, 2026', 'Sunday, March 1, 2026'] as const
    await expect(page.getByRole('heading', { level: 2 })).toHaveText([...days])
    await expect(page.getByRole('region', { name: days[0] }).getByRole('article')).toHaveCount(2)
    await expect(page.getByRole('article').first()).toContainText(/399,00\s\$/)

    await page.goto('/products/slate-laptop-14')
    await expect(page.getByText('1.299,00 $').first()).toBeVisible()
    await page.goto('/?q=laptop')
    await expect(page.getByRole('article')).toContainText('1.299,00 $')
    await page.getByRole('combobox', { name: 'Search the shop' }).fill('slate')
    await expect(page.getByRole('option', { name: /1\.299,00\s\$/ })).toBeVisible()
  })
})
