import type { Page } from '@playwright/test'
import { expect, fillBasket, test } from './shop'
import { changeProduct, type Fact, storeOrder } from './tables'

type Shop = { data: string }

const newShopper = async (page: Page): Promise<string> =>
  (await (await fillBasket(page, { productId: 'field-camera', quantity: 1 })).json()).userName

let orders = 0
const idOf = (at: number) => `ORD-TEST${String(at).padStart(8, '0')}`

async function order(
  shop: Shop,
  userName: string,
  given: { facts?: Fact[]; date?: Date; reason?: string } = {},
) {
  const orderId = idOf(++orders)
  const orderDate = (given.date ?? new Date()).toISOString()
  const { facts = [], reason } = given
  await storeOrder(shop, { userName, orderId, orderDate, facts, ...(reason ? { reason } : {}) })
  return {
    orderId,
    orderDate,
    now: (known: Fact[]) => storeOrder(shop, { userName, orderId, orderDate, facts: known }),
  }
}

const polls = (page: Page) => {
  const seen: { status: number; bytes: number }[] = []
  page.on('response', async (response) => {
    if (new URL(response.url()).pathname !== '/api/orders') return
    seen.push({
      status: response.status(),
      bytes: response.status() === 304 ? 0 : (await response.body()).length,
    })
  })
  return seen
}

/** Goes to My Orders with a clock that stands still once the page runs. */
async function land(page: Page, path = '/orders') {
  await page.clock.install()
  await page.goto(path)
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(isHydrated)
}

/** Runs in the page: whether React has taken over the button that the server drew. */
function isHydrated() {
  const button = [...document.querySelectorAll('button')].find((button) =>
    button.textContent?.includes('Refresh now'),
  )
  return button !== undefined && Object.keys(button).some((key) => key.startsWith('__react'))
}

const answered = (page: Page) =>
  page.waitForResponse((response) => new URL(response.url()).pathname === '/api/orders')

test('an open order is refreshed at 5, 10 and 15 s; when that stops the shopper may go on', async ({
  page,
  shop,
}) => {
  const shopper = await newShopper(page)
  const mine = await order(shop, shopper)
  const seen = polls(page)
  await land(page)
  await expect(page.getByRole('status')).toContainText('refreshes left')
  for (const _ of [1, 2, 3]) {
    const poll = answered(page)
    await page.clock.runFor(5_000)
    await poll
  }
  await page.clock.runFor(60_000)
  expect(seen).toEqual([304, 304, 304].map((status) => ({ status, bytes: 0 })))
  await expect(page.getByRole('status')).toContainText('an order is still in progress')
  await expect(page.locator('[aria-live="polite"]').filter({ hasText: 'No longer updating' })).toBeAttached()

  await page.getByRole('button', { name: 'Keep updating' }).click()
  await expect(page.getByRole('status')).toContainText('3 refreshes left')
  await mine.now(['StockReserved', 'PaymentCompleted'])
  const poll = answered(page)
  await page.clock.runFor(5_000)
  await poll
  await expect(page.getByRole('article')).toContainText('Confirmed')
  await page.clock.runFor(60_000)
  await expect(page.getByRole('status')).toContainText('Up to date')
  await expect(page.getByRole('button', { name: 'Keep updating' })).toBeHidden()
})

test('a refresh changes the order in place, keeps scroll and focus, and says only what changed', async ({
  page,
  shop,
}) => {
  const shopper = await newShopper(page)
  const day = Date.now() - 60_000
  for (let at = 0; at < 4; at++)
    await order(shop, shopper, {
      date: new Date(day - at * 60_000),
      facts: ['StockReserved', 'PaymentCompleted'],
    })
  const mine = await order(shop, shopper, { facts: ['StockReserved'] })
  await land(page)
  const spoken: string[] = []
  await page.exposeFunction('spoken', (text: string) => spoken.push(text))
  await page.evaluate(() => {
    const live = [...document.querySelectorAll('[aria-live]:not([aria-live="off"]), [role="alert"]')]
    for (const region of live)
      new MutationObserver(() => Reflect.get(window, 'spoken')(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      })
  })
  const details = page.getByRole('link', { name: /Order details/ }).nth(3)
  await details.focus()
  await details.scrollIntoViewIfNeeded()
  const scrolled = await page.evaluate(() => scrollY)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)

  const first = answered(page)
  await page.clock.runFor(5_000)
  expect((await first).status()).toBe(304)
  await mine.now(['StockReserved', 'PaymentCompleted'])
  const second = answered(page)
  await page.clock.runFor(5_000)
  await second
  await expect(page.getByRole('article').first()).toContainText('Confirmed')

  await expect(details).toBeFocused()
  expect(await page.evaluate(() => scrollY)).toBe(scrolled)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)
  expect(spoken).toEqual([expect.stringMatching(/^Order \w+ is now confirmed\.$/)])
})

test('a hidden tab does not ask; once seen again it makes up for it with one refresh', async ({
  page,
  shop,
}) => {
  const shopper = await newShopper(page)
  const mine = await order(shop, shopper)
  const seen = polls(page)
  await land(page)
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true })
      Object.defineProperty(document, 'hidden', { value: visibility === 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await show('hidden')
  await page.clock.runFor(30_000)
  expect(seen).toEqual([])
  await mine.now(['StockReserved', 'PaymentCompleted'])
  const poll = answered(page)
  await show('visible')
  await poll
  await expect(page.getByRole('article')).toContainText('Confirmed')
  await page.clock.runFor(30_000)
  expect(seen).toHaveLength(1)
})

const outcomes: { facts: Fact[]; reason?: string; badge: string; steps: string[]; told: RegExp }[] = [
  { facts: [], badge: 'Placed', steps: ['Order placed', 'In progress'], told: /checking stock and payment/ },
  {
    facts: ['StockReserved', 'PaymentCompleted'],
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

for (const [size, use] of [
  ['phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ['desktop', {}],
] as const) {
  test.describe(size, () => {
    test.use(use)

    test('every order tells what happened and what was done about it, each with its time', async ({
      page,
      shop,
    }) => {
      const shopper = await newShopper(page)
      for (const { facts, reason, badge, steps, told } of outcomes) {
        const { orderId } = await order(shop, shopper, { facts, ...(reason ? { reason } : {}) })
        await page.goto('/orders')
        const card = page.getByRole('article').filter({ hasText: orderId.slice(-8) })
        await expect(card).toContainText(badge)
        const stages = card.getByRole('list', { name: /^Progress/ }).getByRole('listitem')
        await expect(stages).toHaveCount(4)
        const waiting = await stages.filter({ hasText: 'waiting' }).count()
        await expect(stages.locator('time')).toHaveCount(4 - waiting)
        expect(waiting).toBe(facts.length === 0 ? 3 : 0)

        await page.goto(`/orders/${orderId}`)
        const timeline = page.getByRole('region', { name: 'What happened' }).getByRole('listitem')
        await expect(timeline).toHaveText(steps.map((step) => new RegExp(step)))
        await expect(timeline.locator('time')).toHaveCount(
          steps.filter((step) => step !== 'In progress').length,
        )
        await expect(page.getByRole('main')).toContainText(told)
      }
    })
  })
}

test.describe('in Auckland', () => {
  test.use({ timezoneId: 'Pacific/Auckland', locale: 'de-DE' })

  test('orders stand under the day they were placed on there, with prices written as there', async ({
    page,
    shop,
  }) => {
    const shopper = await newShopper(page)
    for (const date of ['2026-03-01T10:30:00Z', '2026-03-01T11:30:00Z', '2026-03-02T01:00:00Z'])
      await order(shop, shopper, { date: new Date(date), facts: ['StockReserved', 'PaymentCompleted'] })
    // The first page with times tells the server the zone.
    await page.goto('/orders')
    await page.waitForFunction(() => document.cookie.includes('swoon_zone'))
    await page.reload()
    await expect(page.getByRole('heading', { level: 2 })).toHaveText([
      'Monday, March 2, 2026',
      'Sunday, March 1, 2026',
    ])
    await expect(
      page.getByRole('region', { name: 'Monday, March 2, 2026' }).getByRole('article'),
    ).toHaveCount(2)
    await expect(page.getByRole('article').first()).toContainText(/399,00\s\$/)
  })
})

async function pastOf(shop: Shop, shopper: string, count: number) {
  const start = Date.UTC(2026, 0, 1)
  for (let batch = 0; batch < count; batch += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, count - batch) }, (_, at) =>
        order(shop, shopper, {
          date: new Date(start + (batch + at) * 60_000),
          facts: ['StockReserved', 'PaymentCompleted'],
        }),
      ),
    )
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled, complaint: javaScriptEnabled ? undefined : /failed: csp/ })

    test('orders come in pages of ten, newest first, to the oldest', async ({ page, shop }) => {
      await pastOf(shop, await newShopper(page), 23)
      await page.goto('/orders')
      const seen: string[] = []
      for (const expected of [10, 10, 3]) {
        await expect(page.getByRole('article')).toHaveCount(expected)
        seen.push(...(await page.getByRole('article').getByRole('heading').allTextContents()))
        const older = page.getByRole('link', { name: /Older orders/ })
        if (expected === 3) await expect(older).toHaveCount(0)
        else {
          await older.click()
          await expect(page.getByRole('heading', { name: seen.at(-1) ?? '' })).toHaveCount(0)
        }
      }
      expect(new Set(seen).size).toBe(23)
      await page.getByRole('link', { name: /Newest orders/ }).click()
      await expect(page.getByRole('heading', { name: seen[0] ?? '' })).toBeVisible()
    })

    test('buying again fills the cart with what can be had and says what cannot', async ({ page, shop }) => {
      const shopper = await newShopper(page)
      await page.request.delete('/api/basket')
      await order(shop, shopper, {
        facts: ['StockReserved', 'PaymentCompleted'],
        date: new Date('2026-01-01'),
      })
      await changeProduct(shop, 'field-camera', { price: 420 })
      await page.goto('/orders')
      await page.getByRole('button', { name: /Buy again/ }).click()
      await expect(
        page.getByText('1 item added to your cart. Field Camera is now $420.00, was $399.00.'),
      ).toBeVisible()
      if (javaScriptEnabled) {
        await page.getByRole('button', { name: 'Dismiss' }).click()
        await expect(page.getByRole('button', { name: /Buy again/ })).toBeFocused()
      }
      await changeProduct(shop, 'field-camera', { stock: 0 })
      await page.getByRole('button', { name: /Buy again/ }).click()
      await expect(
        page.getByText('Nothing could be added to your cart. Field Camera is sold out.'),
      ).toBeVisible()
      await changeProduct(shop, 'field-camera', { price: 399, stock: 50 })
      const basket = await (await page.request.get('/api/basket')).json()
      expect(basket.items).toMatchObject([{ productId: 'field-camera', quantity: 1, price: 420 }])
    })
  })
}

test('a shopper with 1,000 orders gets one page of them', async ({ page, shop }) => {
  await pastOf(shop, await newShopper(page), 1_000)
  const landing = await page.goto('/orders')
  await expect(page.getByRole('article')).toHaveCount(10)
  expect((await landing?.body())?.length).toBeLessThan(200_000)
})

test('the API lists what was placed since, and answers 304 to who knows it already', async ({
  page,
  shop,
  request,
}) => {
  const shopper = (
    await (
      await request.put('/api/basket', { data: { items: [{ productId: 'field-camera', quantity: 1 }] } })
    ).json()
  ).userName
  await order(shop, shopper, { date: new Date('2026-01-01') })
  const newest = await order(shop, shopper, { date: new Date('2026-01-02') })
  const since = `/api/orders?since=${encodeURIComponent(newest.orderDate)}`
  const first = await request.get(since)
  expect((await first.json()).orders.map(({ orderId }: { orderId: string }) => orderId)).toEqual([
    newest.orderId,
  ])
  const headers = { 'if-none-match': first.headers().etag ?? '' }
  const again = await request.get(since, { headers })
  expect([again.status(), (await again.body()).length]).toEqual([304, 0])
  await newest.now(['StockReserved'])
  const changed = await request.get(since, { headers })
  expect(changed.status()).toBe(200)
  expect((await changed.json()).orders).toMatchObject([{ status: 'PROCESSING' }])
  await page.goto('about:blank')
})
