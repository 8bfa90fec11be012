import { newShopper, order } from './placed-orders'
import { expect, test } from './shop'
import type { Fact } from './tables'

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
    await expect(timeline.locator('time')).toHaveCount(steps.filter((step) => step !== 'In progress').length)
    await expect(page.getByRole('main')).toContainText(told)
  }
})

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
