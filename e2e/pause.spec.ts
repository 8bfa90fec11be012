import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Page } from '@playwright/test'
import { expectAccessibleOnce } from './axe'
import { purge, sendDeadLetters } from './dead-letters'
import { newVisitor } from './forms'
import { button, titled } from './on-page'
import { enterAsOperator, letSignInsAge, signInHere } from './operator'
import { expect, test } from './shop'
import { connectionTo, tablesOf } from './shop-process'
import { buy, ordersOf, untilSettled } from './shopper'

// A banner that comes moves what is below it; for the second half the scripts of its pages are withheld.
test.use({ complaint: /layout shift|ERR_BLOCKED_BY_CLIENT|Failed to load resource/ })

type Shop = { url: string; data: string }

/** The pause is over, and the minute of the reconciler has come. */
async function endTime(shop: Shop) {
  await tablesOf(shop).send(
    new UpdateCommand({
      TableName: 'PauseTable',
      Key: { consumer: 'payment' },
      UpdateExpression: 'SET #until = :now',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':now': new Date().toISOString() },
    }),
  )
  const lambda = new LambdaClient(connectionTo(shop, 'LAMBDA'))
  const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: 'reconcile' }))
  expect(FunctionError).toBeUndefined()
}

const banner = (page: Page) => page.getByRole('region', { name: 'Pause of payment' })
const row = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })

/** What it had asked the queue for comes first; and a page waits where the pointer is on its rows. */
const untilQueueSays = (page: Page, text: string | RegExp) =>
  expect(async () => {
    await page.goto('/admin/queues')
    await expect(row(page, 'PaymentQueue')).toContainText(text, { timeout: 1_000 })
  }).toPass()

async function fillPause(page: Page, minutes: string, why: string) {
  await expect(titled(page, 'Pause payment')).toBeVisible()
  await page.getByLabel('Minutes').fill(minutes)
  await page.getByLabel('Why').fill(why)
  await page.getByLabel('Type payment to go on').fill('payment')
  await expectAccessibleOnce(page)
  await button(page, 'Pause payment').click()
  await expect(page).toHaveURL('/admin/queues')
}

test('payment is paused: no order settles until it is resumed, by a click or by its time; alarms say what to do', async ({
  page,
  playwright,
  shop,
}) => {
  await enterAsOperator(page, shop)
  await letSignInsAge(shop)

  await test.step('it takes a sign-in of a moment ago, which comes back', async () => {
    await page.goto('/admin/queues')
    await page.getByRole('link', { name: 'Pause payment' }).click()
    await expect(page.getByText('takes a sign-in of the last 15 minutes')).toBeVisible()
    await expectAccessibleOnce(page)
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await expect(page.getByText('what you asked for is dangerous')).toBeVisible()
    await signInHere(page, shop)
    await fillPause(page, '30', 'the gateway is away')
  })

  const shopper = await newVisitor(playwright, shop)
  await test.step('every page says so, and nothing settles', async () => {
    await untilQueueSays(page, 'payment, paused')
    for (const path of ['', '/checkouts', '/alarms', '/audit', '/found?q=x', '/queues']) {
      await page.goto(`/admin${path}`)
      await expect(banner(page)).toContainText('payment is paused by operator until')
      await expect(banner(page)).toContainText('because: the gateway is away')
      await expectAccessibleOnce(page)
    }
    await buy(shopper, { 'sea-salt': 1 })
    await untilQueueSays(page, /paused[1-9]/)
    expect((await ordersOf(shopper))[0]).toMatchObject({ settled: false })
  })

  await test.step('resumed by a click, it settles', async () => {
    await banner(page).getByRole('button', { name: 'Resume' }).click()
    await expect(banner(page)).toBeHidden()
    expect((await untilSettled(shopper)).status).toBe('CONFIRMED')
  })

  await page.context().route('**/*.js', (route) => route.abort('blockedbyclient'))
  await test.step('before the scripts have arrived it can be paused as well, and ends by itself', async () => {
    await page.goto('/admin/pause/payment')
    await fillPause(page, '1', 'once more')
    await expect(page.getByRole('dialog', { name: 'Notice' })).toContainText('payment is paused for 1 minute')
    await expect(banner(page)).toContainText('because: once more')
    const other = await newVisitor(playwright, shop)
    await buy(other, { 'sea-salt': 1 })
    await untilQueueSays(page, 'payment, paused')
    await endTime(shop)
    expect((await untilSettled(other)).status).toBe('CONFIRMED')
    await page.goto('/admin/queues')
    await expect(page.getByRole('link', { name: 'Pause payment' })).toBeVisible()
    await expect(banner(page)).toBeHidden()
    await expect(async () => {
      await page.goto('/admin/queues')
      await expect(row(page, 'PaymentQueue').locator('svg')).toBeVisible({ timeout: 1_000 })
      await page.getByText('The last hour in numbers').click()
      await expect(page.getByRole('row', { name: /^0 to 5 / })).toContainText(/[1-9]/, { timeout: 1_000 })
    }).toPass()
    await expectAccessibleOnce(page)
  })

  await test.step('a dead letter lets its alarm ring, whose runbook is there', async () => {
    await sendDeadLetters(shop, 'InventoryQueueDlq')
    await page.goto('/admin/alarms')
    await expect(row(page, 'InventoryQueueDlqDepth')).toContainText('Rings')
    await expect(row(page, 'SiteThrottles')).toContainText('Not known')
    await expectAccessibleOnce(page)
    await page.getByRole('link', { name: 'What to do about InventoryQueueDlqDepth' }).click()
    await expect(page.getByText('It means: a message failed ten times')).toBeInViewport()
    await page.goto('/admin')
    await expect(page.getByRole('link', { name: /alarms? rings?: .*InventoryQueueDlqDepth/ })).toBeVisible()
    await purge(shop, 'InventoryQueueDlq')
    await page.goto('/admin/alarms')
    await expect(row(page, 'InventoryQueueDlqDepth')).toContainText('Quiet')
  })

  await page.goto('/admin/audit?what=consumer')
  const entries = page.getByRole('listitem').filter({ hasText: 'update-event-source-mapping' })
  await expect(entries.filter({ hasText: '--no-enabled' }).first()).toContainText('paused until')
  await expect(entries.filter({ hasText: 'consumer resumed' }).first()).toContainText('Enabled')
})
