import type { Page } from '@playwright/test'
import { expectAccessible, expectAccessibleOnce } from './axe'
import { overflowOf, titled } from './on-page'
import { enterAsOperator, letSignInsAge } from './operator'
import { expect, test } from './shop'
import { buy, stockOf, untilSettled } from './shopper'

// Shares the shop of console.spec.ts.
test.use({ successRate: '1.0' })

const product = 'weekender-backpack'
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function fillRefund(page: Page, amount: string, why: string) {
  await page.getByLabel('Amount in US dollars').fill(amount)
  await page.getByLabel('Reason').fill(why)
  await region(page, 'Refund')
    .getByRole('button', { name: /^Refund/ })
    .click()
}

for (const scriptFiles of [true, false])
  test.describe(`${scriptFiles ? 'once' : 'before'} the scripts have arrived`, () => {
    test.use({
      scriptFiles,
      complaint: /layout shift/,
      viewport: scriptFiles ? { width: 1280, height: 800 } : { width: 390, height: 780 },
    })

    test('an operator reads what happened to an order, refunds it once, and finds who did', async ({
      page,
      shop,
      browser,
    }) => {
      const shopper = await browser.newContext({ baseURL: shop.url })
      const before = await stockOf(shopper, product)
      const { orderId } = await buy(shopper, { [product]: 1 })
      expect(await untilSettled(shopper)).toMatchObject({ status: 'CONFIRMED' })
      expect(await stockOf(shopper, product)).toBe(before - 1)

      await enterAsOperator(page, shop)
      await page.goto(`/admin/orders/${orderId}`)
      const told = region(page, 'What happened')
      for (const row of [
        /site.*Checkout placed/,
        /site.*publishes CheckoutBasket/,
        /ordering.*receives CheckoutBasket/,
        /inventory.*Stock reserved/,
        /payment.*publishes PaymentCompleted/,
        /ordering.*Order settled: CONFIRMED/,
      ])
        await expect(told.getByRole('row', { name: row }).first()).toBeVisible()
      await told.getByText('As text, for a ticket').click()
      await expect(told.locator('pre')).toContainText(`${orderId}, placed`)
      await expect(region(page, 'Why it is not settled')).toHaveCount(0)
      expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      await expectAccessibleOnce(page)

      await test.step('not a quarter of an hour after the sign-in', async () => {
        await letSignInsAge(shop, 16)
        await page.goto(`/admin/orders/${orderId}`)
        await expect(region(page, 'Refund')).toContainText('it takes a sign-in of the last 15 minutes')
        await expect(page.getByLabel('Amount in US dollars')).toHaveCount(0)
        await letSignInsAge(shop, 14)
        await page.goto(`/admin/orders/${orderId}`)
        await expect(page.getByLabel('Amount in US dollars')).toBeVisible()
        await letSignInsAge(shop, 16)
        const amount =
          (
            await region(page, 'Refund')
              .getByText(/^All of it/)
              .textContent()
          )?.slice(-6) ?? ''
        await fillRefund(page, amount, 'it arrived broken')
        await expect(titled(page, 'Sign in')).toBeVisible()
        await expect(page).toHaveURL(/\/sign-in\?back=/)
        await enterAsOperator(page, shop)
        expect((await (await shopper.request.get(`/api/orders/${orderId}`)).json()).status).toBe('CONFIRMED')
      })

      const second = await page.context().newPage()
      // Frozen, or it would learn by itself that there is nothing left to press.
      await second.goto(`/admin/orders/${orderId}?frozen=yes`)
      await page.goto(`/admin/orders/${orderId}`)
      const amount =
        (
          await region(page, 'Refund')
            .getByText(/^All of it/)
            .textContent()
        )?.slice(-6) ?? ''
      await fillRefund(page, '1.00', 'it arrived broken')
      await expect(page.getByText('an order is refunded whole')).toBeVisible()
      if (!scriptFiles) await page.goto(`/admin/orders/${orderId}`)
      await fillRefund(page, amount, 'it arrived broken')
      await expect(page.getByText(/goes back, and so does the stock/)).toBeVisible()
      await fillRefund(second, amount, 'pressed again')
      await expect(second.getByText(/The shop has cancelled it, on/).first()).toBeVisible()
      await second.close()

      await expect.poll(() => stockOf(shopper, product)).toBe(before)
      await expect(async () => {
        await page.goto(`/admin/orders/${orderId}`)
        await expect(region(page, 'Payment')).toContainText('refunded', { timeout: 1_000 })
        await expect(region(page, 'Checkout')).toContainText('Closed', { timeout: 1_000 })
      }).toPass()
      await expect(region(page, 'Checkout')).toContainText('the shop')
      await expect(
        told.getByRole('row', { name: /payment.*publishes PaymentRefunded/ }).first(),
      ).toBeVisible()
      await expect(told.getByRole('row', { name: /site.*Order cancelled by the shop/ })).toHaveCount(1)
      await expect(region(page, 'Refund')).toContainText('The shop has cancelled it')
      expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      await expectAccessible(page)

      await page.goto(`/admin/audit?what=${orderId}`)
      const entries = page.getByRole('listitem').filter({ hasText: orderId })
      await expect(entries).toHaveCount(1)
      await expect(entries).toContainText('it arrived broken')
      await expect(entries).toContainText('OrderCancelled')

      const theirs = await shopper.newPage()
      await theirs.goto(`/orders/${orderId}`)
      await expect(theirs.getByText('Cancelled by the shop')).toBeVisible()
      await expect(theirs.getByText('Payment refunded')).toBeVisible()
      await shopper.close()
    })
  })
