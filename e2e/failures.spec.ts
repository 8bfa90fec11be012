import { randomUUID } from 'node:crypto'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Page } from '@playwright/test'
import { mintCheckoutId } from '../lib/checkout/checkout-id'
import { expectAccessibleOnce } from './axe'
import { sendDeadLetters } from './dead-letters'
import { overflowOf, titled } from './on-page'
import { enterAsOperator, letSignInsAge, signInHere } from './operator'
import { expect, test } from './shop'
import { connectionTo, readEnv, tablesOf } from './shop-process'
import { confirmed, order } from './tables'

type Shop = { url: string; data: string }
type Placed = { orderId: string; orderDate: string; userName: string }

const pageOf = (page: Page) => page.getByRole('main')
const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text })
const queue = 'OrderQueueDlq'

const stock = ({ orderId, orderDate, userName }: Placed, quantity: unknown) => ({
  ...{ userName, orderId, orderDate, at: orderDate },
  items: [{ productId: 'field-camera', productName: 'Field Camera', price: 399, quantity }],
})
const payment = ({ orderId, orderDate, userName }: Placed, amount: unknown) => ({
  ...{ userName, orderId, orderDate, at: orderDate, paymentId: `PAY-${orderId}`, amount },
})
const nobody = (): Placed => ({
  ...{ orderId: mintCheckoutId(), userName: 'guest-poison', orderDate: new Date().toISOString() },
})

/** A purchase that is reserved, charged, and of whose payment ordering has not heard. */
async function half(shop: Shop): Promise<Placed> {
  const userName = `guest-${randomUUID()}`
  const { orderId, orderDate } = await order(shop, userName, { facts: ['StockReserved'] })
  const later = new Date(Date.now() + 3_600_000).toISOString()
  const open = { attempts: 0, open: 'OPEN#0', openFor: userName, dueAt: later, paymentMethod: 'card' }
  const items = [{ productId: 'field-camera', productName: 'Field Camera', price: 399, quantity: 1 }]
  const Item = { checkoutId: orderId, userName, orderDate, items, totalPrice: 399, ...open }
  await tablesOf(shop).send(new PutCommand({ TableName: 'CheckoutTable', Item }))
  return { orderId, orderDate, userName }
}

type Sent = { source: string; type: string; detail: object }

async function publish(shop: Shop, events: Sent[]) {
  const { name: EventBusName } = JSON.parse(readEnv(shop).SST_RESOURCE_SwnEventBus ?? '{}')
  const bus = new EventBridgeClient(connectionTo(shop, 'EVENTBRIDGE'))
  for (let from = 0; from < events.length; from += 10)
    await bus.send(
      new PutEventsCommand({
        Entries: events.slice(from, from + 10).map(({ source, type, detail }) => ({
          ...{ EventBusName, Source: source, DetailType: type, Detail: JSON.stringify(detail) },
        })),
      }),
    )
  bus.destroy()
}

/** The page shows it once it is read anew: nothing points at a row. */
const untilShown = (page: Page, address: string, shown: () => Promise<void>) =>
  expect(async () => {
    await page.goto(address)
    await shown()
  }).toPass({ timeout: 90_000 })

test.describe('on a phone, before the scripts have arrived', () => {
  test.use({ scriptFiles: false, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('20 poison messages of three causes are seen by cause; one is mended and settles its order, one is discarded and put back', async ({
    page,
    shop,
  }) => {
    test.setTimeout(300_000)
    const placed = await half(shop)
    const reserved = { source: 'com.swn.inventory', type: 'StockReserved' }
    const released = { source: 'com.swn.inventory', type: 'StockReleased' }
    const paid = { source: 'com.swn.payment', type: 'PaymentCompleted' }
    await publish(shop, [
      ...Array.from({ length: 12 }, () => ({ ...reserved, detail: stock(nobody(), 'two') })),
      ...Array.from({ length: 6 }, () => ({ ...paid, detail: payment(nobody(), 'much') })),
      { ...paid, detail: payment(placed, 'much') },
      { ...released, detail: { ...stock(nobody(), 1), orderDate: 'never' } },
    ])
    await enterAsOperator(page, shop)
    await untilShown(page, `/admin/failures/${queue}`, () =>
      expect(pageOf(page)).toContainText('20 messages, the oldest first', { timeout: 2_000 }),
    )
    expect(await overflowOf(page), page.url()).toBeLessThanOrEqual(0)
    await expectAccessibleOnce(page)

    await page.goto('/admin/failures')
    const quantity = row(page, 'Malformed in items[].quantity of StockReserved, ordering')
    await expect(quantity).toContainText('12 events are open')
    await expect(row(page, 'Malformed in amount of PaymentCompleted')).toContainText('$399.00')
    await expect(row(page, 'of StockReleased, ordering')).toContainText('1 event is open')
    await expect(
      page.getByRole('status').filter({ hasText: 'messages failed ten times in ordering' }),
    ).toBeVisible()
    expect(await overflowOf(page), page.url()).toBeLessThanOrEqual(0)
    await expectAccessibleOnce(page)

    await test.step('one is mended by a form, and its order settles', async () => {
      await row(page, 'Malformed in amount of PaymentCompleted').getByRole('link').click()
      await expect(pageOf(page)).toContainText('7 messages of 20')
      const letter = row(page, placed.orderId)
      await expect(letter).toContainText('will fail again: amount')
      await letter.getByRole('link').click()
      await expect(page.getByRole('region', { name: 'Its order' })).toContainText(
        'Payment to say whether it is paid',
      )
      await expect(page.getByRole('region', { name: 'What it failed by' })).toContainText('10 times')
      await expect(page.getByRole('region', { name: 'Payload' })).toContainText('"amount": "much"')
      await expect(page.getByRole('region', { name: 'Log lines' })).toContainText('Message failed')
      expect(await overflowOf(page), page.url()).toBeLessThanOrEqual(0)
      await expectAccessibleOnce(page)
      await page.getByRole('link', { name: 'Edit a copy' }).click()
      const amount = page.getByRole('textbox', { name: 'amount' })
      await expect(amount).toHaveAttribute('aria-invalid', 'true')
      await amount.fill('399')
      await page.getByRole('button', { name: 'Show what changes' }).click()
      await expect(row(page, 'detail.amount')).toContainText('much')
      await expect(pageOf(page)).toContainText('will record the payment as completed')
      expect(await overflowOf(page), page.url()).toBeLessThanOrEqual(0)
      await expectAccessibleOnce(page)
      await page.getByRole('textbox', { name: 'Why?' }).fill('the amount was a word')
      await page.getByRole('button', { name: 'Redrive the copy' }).click()
      await expect(titled(page, 'Redrive')).toBeVisible()
      expect(await overflowOf(page), page.url()).toBeLessThanOrEqual(0)
      await expectAccessibleOnce(page)
      await untilShown(page, page.url(), () =>
        expect(pageOf(page)).toContainText('1 of 1 moved. What has become of them: settled 1', {
          timeout: 2_000,
        }),
      )
      await page.goto(`/admin/orders/${placed.orderId}`)
      await expect(page.getByRole('region', { name: 'Order', exact: true })).toContainText('Confirmed')
    })

    await test.step('one is discarded, after a sign-in where the last is long ago, and put back', async () => {
      await page.goto(`/admin/failures/${queue}`)
      const letter = row(page, 'StockReleased')
      const id = await letter.getByRole('checkbox').getAttribute('value')
      await letter.getByRole('link').click()
      await letSignInsAge(shop)
      await page.getByRole('link', { name: 'Discard' }).click()
      await expect(pageOf(page)).toContainText('it takes a sign-in of the last 15 minutes')
      await expectAccessibleOnce(page)
      await page.getByRole('link', { name: 'Sign in again' }).click()
      await expect(pageOf(page)).toContainText('what you asked for is dangerous')
      await signInHere(page, shop)
      await expect(titled(page, 'Discard')).toBeVisible()
      await letSignInsAge(shop)
      await page.getByRole('button', { name: 'Discard 1' }).click()
      await expect(titled(page, 'Sign in')).toBeVisible()
      await signInHere(page, shop)
      await expect(titled(page, 'Discard')).toBeVisible()
      await page.getByRole('textbox', { name: 'Why?' }).fill('nobody needs it')
      await page.getByRole('button', { name: 'Discard 1' }).click()
      await expect(titled(page, 'Discarded messages')).toBeVisible()
      await expect(row(page, id ?? '')).toContainText('nobody needs it')
      expect(await overflowOf(page), page.url()).toBeLessThanOrEqual(0)
      await expectAccessibleOnce(page)
      await row(page, id ?? '')
        .getByRole('button', { name: 'Put back' })
        .click()
      await expect(row(page, id ?? '')).toContainText('put back')
      await untilShown(page, `/admin/failures/${queue}`, () =>
        expect(row(page, 'StockReleased')).toBeVisible({ timeout: 2_000 }),
      )
      await page.goto(`/admin/failures/${queue}/${id}`)
      await expect(page.getByRole('region', { name: 'Gone meanwhile' })).toBeVisible()
      await page.goto('/admin/audit?what=discard')
      await expect(page.getByRole('listitem').filter({ hasText: `${queue}: ${id}` })).toHaveCount(2)
    })
  })
})

/** Changes nothing. */
const unchanging = (placed: Placed) =>
  JSON.stringify({
    ...{ version: '0', id: randomUUID(), 'detail-type': 'StockReserved', source: 'com.swn.inventory' },
    ...{ time: placed.orderDate, detail: stock(placed, 1) },
  })

test.describe('what changes by itself', () => {
  // A redrive that comes on is told in more words.
  test.use({ complaint: /layout shift/ })

  test('500 are redriven at a rate, through a reload and an abort, and the rest after it', async ({
    page,
    shop,
  }) => {
    test.setTimeout(300_000)
    const userName = `guest-${randomUUID()}`
    const { orderId, orderDate } = await order(shop, userName, { facts: confirmed })
    const Item = {
      checkoutId: orderId,
      userName,
      orderDate,
      settledAt: orderDate,
      attempts: 0,
      paymentMethod: 'card',
    }
    const items = [{ productId: 'field-camera', productName: 'Field Camera', price: 399, quantity: 1 }]
    await tablesOf(shop).send(
      new PutCommand({ TableName: 'CheckoutTable', Item: { ...Item, items, totalPrice: 399 } }),
    )
    const messages = Array.from({ length: 500 }, () => unchanging({ orderId, orderDate, userName }))
    await sendDeadLetters(shop, queue, messages)
    await enterAsOperator(page, shop)
    const outcome = 'already applied: nothing'
    const letters = `/admin/failures/${queue}?outcome=${encodeURIComponent(outcome)}`
    await page.goto(letters)
    await expect(pageOf(page)).toContainText(/500 messages of \d+, the oldest first/)

    await test.step('by keys rows are marked', async () => {
      await page.getByRole('heading', { level: 1 }).click()
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2)
      await expectAccessibleOnce(page)
    })
    await page.getByRole('button', { name: 'Redrive what is marked' }).click()
    await expect(titled(page, 'Redrive')).toBeVisible()
    await expect(pageOf(page)).toContainText('2 of 2 moved')

    const redriveAll = async (count: number, perSecond: string) => {
      await page.goto(letters)
      await page.getByRole('link', { name: `Redrive these ${count}` }).click()
      await expect(pageOf(page)).toContainText(`${count} messages go from ${queue}`)
      await page.getByRole('textbox', { name: 'How many messages' }).fill(String(count))
      await page.getByRole('textbox', { name: 'Why?' }).fill('nothing comes of them')
      await page.getByRole('combobox', { name: 'Messages a second' }).selectOption(perSecond)
      await page.getByRole('button', { name: `Redrive ${count}` }).click()
      await expect(titled(page, 'Redrive')).toBeVisible()
    }
    await redriveAll(498, '20')
    await expect(pageOf(page)).toContainText(/under way: [1-9]\d* of 498 moved/)
    await expectAccessibleOnce(page)
    await page.reload()
    await expect(pageOf(page)).toContainText(/under way: \d{2,} of 498 moved/)
    await page.getByRole('button', { name: 'Abort' }).click()
    await expect(page.getByRole('heading', { name: 'Aborted' })).toBeVisible()
    const told = await pageOf(page)
      .getByText(/aborted: \d+ of 498 moved/)
      .innerText()
    const moved = Number(/aborted: (\d+) of/.exec(told)?.[1])
    expect(moved).toBeGreaterThan(0)
    expect(moved).toBeLessThan(498)
    await expectAccessibleOnce(page)

    await redriveAll(498 - moved, '100')
    await expect(pageOf(page)).toContainText(`ended: ${498 - moved} of ${498 - moved} moved`, {
      timeout: 90_000,
    })
    await expect(pageOf(page)).toContainText(`settled ${498 - moved}`)
    await page.goto(letters)
    await expect(pageOf(page)).not.toContainText(`Redrive these`)
    await page.goto('/admin/audit?what=redrive')
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: `moved ${moved}, left where they were ${498 - moved}, aborted` }),
    ).toBeVisible()
  })
})
