import { newShopper, order } from './placed-orders'
import { expect, test, withheld, withholdScripts } from './shop'
import { changeProduct } from './tables'

type Shop = { data: string }

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

for (const arrived of [true, false]) {
  test.describe(`${arrived ? 'once' : 'before'} the scripts have arrived`, () => {
    test.use({ complaint: arrived ? undefined : withheld })
    test.beforeEach(async ({ page }) => {
      if (!arrived) await withholdScripts(page)
    })

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
      if (arrived) {
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

test('what came of buying again is said once, of the last order that was bought', async ({ page, shop }) => {
  const shopper = await newShopper(page)
  for (const day of ['2026-01-01', '2026-01-02'])
    await order(shop, shopper, { facts: ['StockReserved', 'PaymentCompleted'], date: new Date(day) })
  await page.goto('/orders')
  for (const at of [1, 0, 1]) {
    const button = page.getByRole('button', { name: /Buy again/ }).nth(at)
    await button.click()
    await expect(button.locator('..').getByText(/^1 item added to your cart/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(1)
  }
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText(/added to your cart/)).toHaveCount(0)
})

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
