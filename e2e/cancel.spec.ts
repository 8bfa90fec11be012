import type { Page } from '@playwright/test'
import { button, titled } from './on-page'
import { expect, test } from './shop'
import { buy, stockOf, untilSettled } from './shopper'
import { confirmed, newShopper, openOrder, order } from './tables'

const product = 'weekender-backpack'

const status = (page: Page, label: string) => page.getByText(label, { exact: true }).first()

const offer = (page: Page) => page.getByRole('link', { name: 'Cancel order' })

async function cancel(page: Page, orderId: string) {
  await offer(page).click()
  await expect(titled(page, /^Cancel order /)).toBeVisible()
  await button(page, 'Cancel this order').click()
  await expect(page).toHaveURL(new RegExp(`/orders/${orderId}$`))
  await expect(titled(page, /^Order /)).toBeVisible()
  await expect(page.getByText('This order is cancelled. You pay nothing.')).toBeVisible()
  await expect(offer(page)).toHaveCount(0)
}

/** The page of the shopper's newest order once that is settled. */
async function untilCancelled(page: Page) {
  expect(await untilSettled(page)).toMatchObject({ status: 'CANCELLED' })
  await page.goto(page.url())
  await expect(titled(page, /^Order /)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Check again' })).toHaveCount(0)
}

for (const scriptFiles of [true, false])
  test.describe(`${scriptFiles ? 'once' : 'before'} the scripts have arrived`, () => {
    test.use({
      scriptFiles,
      viewport: scriptFiles ? { width: 1280, height: 800 } : { width: 390, height: 780 },
    })

    test('a confirmed order is cancelled after a second thought: the stock is back, the money too', async ({
      page,
    }) => {
      await newShopper(page)
      const before = await stockOf(page, product)
      const { orderId } = await buy(page, { [product]: 2 })
      expect(await untilSettled(page)).toMatchObject({ status: 'CONFIRMED' })
      await expect.poll(() => stockOf(page, product)).toBe(before - 2)
      await page.goto(`/orders/${orderId}`)
      await cancel(page, orderId)
      await untilCancelled(page)
      await expect(status(page, 'Cancelled')).toBeVisible()
      const told = page.getByRole('region', { name: 'What happened' })
      for (const step of ['Cancelled by you', 'Payment refunded', 'Stock returned'])
        await expect(told.getByText(step, { exact: true })).toBeVisible()
      await expect(told.getByText('What was set aside for you is back on the shelf.')).toBeVisible()
      await expect.poll(() => stockOf(page, product)).toBe(before)
      const [newest] = (await (await page.request.get('/api/orders')).json()).orders
      expect(newest).toMatchObject({ orderId, status: 'CANCELLED', payment: { status: 'REFUNDED' } })
    })

    test('an open order is cancelled: nothing is charged or taken', async ({ page, shop }) => {
      const shopper = await newShopper(page)
      const { orderId } = await openOrder(shop, shopper)
      await page.goto(`/orders/${orderId}`)
      await expect(status(page, 'Placed')).toBeVisible()
      await cancel(page, orderId)
      await untilCancelled(page)
      await expect(status(page, 'Cancelled')).toBeVisible()
      await expect(page.getByText('Not charged, because you cancelled.')).toBeVisible()
      await expect(page.getByText('Nothing had been set aside yet.')).toBeVisible()
    })

    test('an order that is on its way, or has come to nothing, offers no cancelling', async ({
      page,
      shop,
    }) => {
      const shopper = await newShopper(page)
      const date = new Date(Date.now() - 25 * 3_600_000)
      const sent = await order(shop, shopper, { facts: confirmed, date })
      const failed = await order(shop, shopper, { facts: ['PaymentFailed', 'StockReleased'] })
      for (const { orderId } of [sent, failed]) {
        await page.goto(`/orders/${orderId}`)
        await expect(titled(page, /^Order /)).toBeVisible()
        await expect(offer(page)).toHaveCount(0)
        await page.goto(`/orders/${orderId}/cancel`)
        await expect(titled(page, 'Nothing to cancel here')).toBeVisible()
      }
    })
  })

test('who asks too late is told why, and a shopper of another session learns nothing', async ({
  page,
  shop,
}) => {
  const shopper = await newShopper(page)
  const { orderId, now } = await openOrder(shop, shopper)
  await page.goto(`/orders/${orderId}`)
  await offer(page).click()
  await expect(button(page, 'Cancel this order')).toBeVisible()
  await now(['PaymentFailed', 'StockReleased'])
  await button(page, 'Cancel this order').click()
  await expect(titled(page, 'Nothing to cancel here')).toBeVisible()
  await expect(page.getByText('The payment did not go through. Nothing was charged.')).toBeVisible()
  await expect(page.locator('#content')).toBeFocused()
  const other = await page.context().browser()?.newContext()
  const answer = await other?.request.post(new URL(`/api/orders/${orderId}/cancel`, page.url()).href)
  expect(answer?.status()).toBe(404)
  await other?.close()
})
