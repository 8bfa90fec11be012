import type { Page } from '@playwright/test'
import { expectAccessibleOnce } from './axe'
import { purge, sendDeadLetters } from './dead-letters'
import { newVisitor } from './forms'
import { overflowOf, titled } from './on-page'
import { enterAsOperator } from './operator'
import { expect, test } from './shop'
import { buy, untilSettled } from './shopper'

const queues = ['OrderQueue', 'InventoryQueue', 'PaymentQueue', 'MailQueue']
const dead = 'MailQueueDlq'

const picture = (page: Page) => page.getByRole('group', { name: 'The way of a purchase' })
const box = (page: Page, name: string) => picture(page).getByRole('link', { name: new RegExp(`^${name}`) })

/** What the picture says of a queue stands in its row of the table too. */
async function expectSame(page: Page, queue: string) {
  const told = (await box(page, queue).getAttribute('aria-label')) ?? ''
  const [, waiting, inFlight, rate, letters] =
    /^\w+: ([\d,]+) waiting, ([\d,]+) in flight, (.*), ([\d,]+) dead letters/.exec(told) ?? []
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: queue, exact: true }) })
  const cells = await row.getByRole('cell').allTextContents()
  expect(cells.slice(2), told).toEqual([waiting, inFlight, rate, letters])
}

test.describe('before the scripts have arrived', () => {
  test.use({ scriptFiles: false, viewport: { width: 1280, height: 900 } })

  test('an operator sees the pipeline with its numbers, what is stuck, and an order go through it', async ({
    page,
    shop,
    playwright,
  }) => {
    await sendDeadLetters(shop, dead)
    const shopper = await newVisitor(playwright, shop)
    const { orderId } = await buy(shopper, { 'sea-salt': 1 })
    await untilSettled(shopper)

    await enterAsOperator(page, shop)
    await page.goto('/admin')
    await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Flow' }).click()
    await expect(titled(page, 'Flow')).toBeVisible()
    for (const queue of queues) await expectSame(page, queue)
    await expect(box(page, 'MailQueue')).toHaveAccessibleName(
      /1 dead letters\. Stuck: 1 message failed ten times/,
    )
    await expect(box(page, 'MailQueue').getByText('Dead letters', { exact: true })).toBeVisible()
    await expectAccessibleOnce(page)
    await box(page, 'Open checkouts').click()
    await expect(titled(page, 'Open checkouts')).toBeVisible()

    await test.step('on a phone it runs downwards, and nothing is out of sight', async () => {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.goto('/admin/flow')
      for (const queue of queues) await expectSame(page, queue)
      expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      await expectAccessibleOnce(page)
    })

    await test.step('an order is replayed: a heart for each copy of each event, and as steps', async () => {
      await page.goto(`/admin/orders/${orderId}`)
      const replay = page.getByRole('region', { name: 'Replay' })
      const steps = replay.getByRole('listitem')
      await expect(steps.first()).toContainText('CheckoutBasket')
      await expect(steps.first()).toContainText('Site tells ordering, inventory, payment')
      await expect(steps).toHaveCount(3)
      await page.goto(`/admin/orders/${orderId}?replay=1`)
      expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      await page.setViewportSize({ width: 1280, height: 900 })
      // Whoever asks for less motion is shown none of them.
      await expect(replay.getByText('Nothing moves here')).toBeVisible()
      const hearts = replay.locator('.flow-wide .flow-dot')
      await expect(hearts).toHaveCount(5)
      await expect(hearts.first()).toBeHidden()
      await page.emulateMedia({ reducedMotion: 'no-preference' })
      await replay.getByRole('link', { name: /^Play ×10/ }).click()
      await expect(page).toHaveURL(/replay=10/)
      await replay.locator('.flow-wide').evaluate((picture: SVGSVGElement) => {
        picture.pauseAnimations()
        picture.setCurrentTime(2)
      })
      await expect(hearts.last()).toBeVisible()
      await expect(hearts.first()).toBeHidden()
      await expect(replay.getByRole('link', { name: 'Stop' })).toBeVisible()
      await expectAccessibleOnce(page)
    })

    await purge(shop, dead)
  })
})
