import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Page } from '@playwright/test'
import * as z from 'zod'
import { Checkout, openShardOf, orderDateOf } from '../lib/checkout/checkout'
import { mintCheckoutId } from '../lib/checkout/checkout-id'
import { Money } from '../lib/money'
import { expectAccessibleOnce } from './axe'
import { sendDeadLetters } from './dead-letters'
import { newVisitor, signUp, submit } from './forms'
import { shapeOf } from './nothing'
import { overflowOf, titled } from './on-page'
import { enterAsOperator, operatorPassword } from './operator'
import { expect, test } from './shop'
import { tablesOf } from './shop-process'

// A shop of its own, in which all is well at first: no other spec has this rate. One for all tests, which one worker runs.
test.use({ successRate: '1.0' })
test.describe.configure({ mode: 'default' })

type Shop = { url: string; data: string }

/** A purchase whose event was lost hours ago, as the site had saved it. */
async function loseCheckout(shop: Shop, { attempts = 10, traceId = '' } = {}) {
  const checkoutId = mintCheckoutId()
  const placedAt = new Date(Date.now() - 3 * 3_600_000)
  const userName = `guest-${checkoutId.slice(4).toLowerCase()}`
  const checkout = z.encode(Checkout, {
    ...{ checkoutId, userName, openFor: userName, attempts, paymentMethod: 'card' },
    orderDate: orderDateOf(placedAt, checkoutId),
    items: [{ productId: 'sea-salt', productName: 'Sea Salt', price: Money.parse(9), quantity: 1 }],
    totalPrice: Money.parse(9),
    open: openShardOf(checkoutId),
    dueAt: new Date(Date.now() + 3_600_000).toISOString(),
    ...(traceId && { traceId }),
  })
  await tablesOf(shop).send(new PutCommand({ TableName: 'CheckoutTable', Item: checkout }))
  return { checkoutId, userName }
}

const verdict = (page: Page) =>
  page.getByRole('status').filter({ hasText: /All well|messages? failed|purchase/ })
const row = (page: Page, id: string) => page.getByRole('row').filter({ hasText: id })

test.describe('to everybody else', () => {
  test.use({ complaint: /404/ })

  test('there is no console: each of its addresses answers as one of nothing does', async ({
    page,
    playwright,
    shop,
  }) => {
    const anonymous = { request: await playwright.request.newContext({ baseURL: shop.url }) }
    const guest = await newVisitor(playwright, shop)
    await guest.request.put('/api/basket', { data: { items: [] } })
    const shopper = await newVisitor(playwright, shop)
    await signUp(shopper, 'curious@example.com', shop)
    const paths = ['', '/checkouts?page=2', '/orders/ORD-1', '/orders/x.json', '/pulse']
    for (const [who, { request }] of Object.entries({ anonymous, guest, shopper }))
      for (const path of paths)
        for (const [method, init] of [
          ['GET', {}],
          ['GET', { headers: { rsc: '1' } }],
          ['POST', { form: { a: 'b' }, headers: { 'sec-fetch-site': 'same-origin' } }],
        ] as const) {
          const [answer, nothing] = await Promise.all(
            [`/admin${path}`, `/nadmi${path}`].map((one) =>
              request.fetch(one, { method, maxRedirects: 0, ...init }),
            ),
          )
          const name = `${who}: ${method} ${path} ${JSON.stringify(init)}`
          // No form is sent to what may be a file, wherever it is.
          const status = method === 'POST' && path.endsWith('.json') ? 405 : 404
          expect([answer?.status(), nothing?.status()], name).toEqual([status, status])
          expect(shapeOf((await answer?.text()) ?? ''), name).toEqual(shapeOf((await nothing?.text()) ?? ''))
          const namesOf = (one: typeof answer) => Object.keys(one?.headers() ?? {}).toSorted()
          expect(namesOf(answer), name).toEqual(namesOf(nothing))
        }
    await page.goto('/admin')
    await expect(titled(page, 'There is nothing here')).toBeVisible()

    await test.step('and no script of the shop names it', async () => {
      await page.goto('/account')
      const sources = await page
        .locator('script[src]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('src')))
      expect(sources.length).toBeGreaterThan(3)
      for (const source of sources)
        expect(await (await anonymous.request.get(source ?? '')).text(), source ?? '').not.toMatch(
          /["'/]admin\b/,
        )
    })
  })
})

test.describe('what changes by itself', () => {
  // A list that grows moves what is below it; it waits only for who points at it.
  test.use({ complaint: /layout shift/ })

  test('an operator sees what is wrong, repairs it, and finds what was done', async ({ page, shop }) => {
    await enterAsOperator(page, shop)
    await page.getByRole('link', { name: 'Console' }).click()
    await expect(titled(page, 'How the shop is doing')).toBeVisible()
    await expect(verdict(page)).toHaveText('All well')
    await expectAccessibleOnce(page)

    await page.getByRole('link', { name: 'Open checkouts' }).first().click()
    await expect(page.getByRole('heading', { name: '0 open' })).toBeVisible()
    await expectAccessibleOnce(page)

    const traceId = '1-69218f20-0123456789abcdef01234567'
    const { checkoutId, userName } = await loseCheckout(shop, { traceId })
    await sendDeadLetters(shop, 'PaymentQueueDlq')
    await test.step('by itself the page learns of it, five seconds later', async () => {
      await expect(row(page, checkoutId)).toContainText('Given up after ten attempts')
      await expect(row(page, checkoutId)).toContainText('CheckoutBasket has not arrived')
      await expect(verdict(page)).toContainText('1 purchase has not settled after 10 attempts, since')
      await expect(page.getByText(/^(Held, )?\d+ s ago$/).filter({ visible: true })).toBeVisible()
      await expectAccessibleOnce(page)
    })

    await test.step('frozen it stays as it is, and rows stay under the pointer', async () => {
      await page.getByRole('button', { name: 'Freeze' }).click()
      await expect(page).toHaveURL(/frozen=yes/)
      await expect(page.getByText(/^Frozen, \d+ s ago$/).filter({ visible: true })).toBeVisible()
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page).not.toHaveURL(/frozen/)
    })

    await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Queues' }).click()
    await expect(row(page, 'PaymentQueue')).toContainText('payment')
    await expect(row(page, 'PaymentQueue').getByRole('cell').last()).toHaveText('1')
    await expect(row(page, 'SwnEventBusDlq').getByRole('cell').last()).toHaveText('0')
    await expect(page.getByText(/oldest purchase that is open was placed 3.h ago/)).toBeVisible()
    await expectAccessibleOnce(page)

    await test.step('any id, name or line of the log is found', async () => {
      const search = page.getByRole('searchbox', { name: 'Search the console' })
      await page.getByRole('heading', { level: 1 }).click()
      await page.keyboard.press('/')
      await expect(search).toBeFocused()
      await search.fill(JSON.stringify({ level: 'ERROR', message: 'Message failed', orderId: checkoutId }))
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(`/admin/orders/${checkoutId}`)
      await expect(page.getByRole('region', { name: 'Checkout' })).toContainText('Open, given up')
      await expect(page.getByRole('region', { name: 'Payment' })).toContainText('Missing')
      await expectAccessibleOnce(page)
      for (const [sought, found] of [
        [traceId, checkoutId],
        [userName, 'Guest'],
        ['operator', 'Shopper with an account'],
      ] as const) {
        await search.fill(sought)
        await page.keyboard.press('Enter')
        await expect(page.getByRole('main')).toContainText(found)
      }
      await search.fill('sea-sal')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: 'Nothing goes by that' })).toBeVisible()
      await expectAccessibleOnce(page)
    })

    await test.step('by keys alone one goes from page to page and from row to row', async () => {
      await page.getByRole('heading', { level: 1 }).click()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
      await expectAccessibleOnce(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('g')
      await page.keyboard.press('o')
      await expect(titled(page, 'Open checkouts')).toBeVisible()
      await expect(row(page, checkoutId)).toBeVisible()
      await page.keyboard.press('j')
      await expect(page.getByRole('link', { name: checkoutId })).toBeFocused()
    })

    await row(page, checkoutId).getByRole('button', { name: 'Publish again' }).click()
    await expect(
      page.getByRole('status').filter({ hasText: `${checkoutId} is published again` }),
    ).toBeVisible()
    await page.getByRole('heading', { level: 1 }).click()
    await expect(page.getByRole('heading', { name: '0 open' })).toBeVisible()
    await page.goto(`/admin/orders/${checkoutId}`)
    await expect(page.getByRole('region', { name: 'Order' })).toContainText('Confirmed')

    await page.goto('/admin/audit?who=oper&what=published')
    const entry = page.getByRole('listitem').filter({ hasText: checkoutId })
    await expect(entry).toContainText('aws events put-events')
    await expect(entry).toContainText('published, attempts 11')
    await expectAccessibleOnce(page)
    await page.goto('/admin/audit?who=nobody')
    await expect(page.getByRole('main')).toContainText('Nothing that fits was done')
  })
})

test.describe('on a phone, before the scripts have arrived', () => {
  test.use({ scriptFiles: false, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('every page is whole, and what can be done is done by forms', async ({ page, shop }) => {
    const { checkoutId } = await loseCheckout(shop, { attempts: 3 })
    await enterAsOperator(page, shop)
    for (const [path, heading] of [
      ['/admin', 'How the shop is doing'],
      ['/admin/queues', 'Queues'],
      ['/admin/alarms', 'Alarms'],
      ['/admin/pause/payment', 'Pause payment'],
      ['/admin/reconciliation', 'Reconciliation'],
      ['/admin/found?q=nobody', 'Search'],
      ['/admin/audit', 'Audit'],
      [`/admin/search?q=${checkoutId}`, `Order ${checkoutId.slice(-8)}`],
      ['/admin/checkouts', 'Open checkouts'],
    ] as const) {
      await page.goto(path)
      await expect(titled(page, heading)).toBeVisible()
      await expect(page.getByRole('link', { name: 'Refresh' })).toBeVisible()
      expect(await overflowOf(page), path).toBe(0)
      await expectAccessibleOnce(page)
    }
    await row(page, checkoutId).getByRole('button', { name: 'Publish again' }).click()
    await expect(page.getByRole('dialog', { name: 'Notice' })).toContainText(
      `${checkoutId} is published again`,
    )
    await expect(page).toHaveURL('/admin/checkouts')
    await expect(async () => {
      await page.getByRole('link', { name: 'Refresh' }).click()
      await expect(page.getByRole('heading', { name: '0 open' })).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await page.getByRole('link', { name: 'Audit' }).click()
    await expect(page.getByRole('main')).toContainText('published, attempts 4')
  })
})

test('who has lost the account is told nothing by its old cookie', async ({ playwright, shop }) => {
  const operator = await newVisitor(playwright, shop)
  await submit(operator, '/sign-in', /Password/, { email: 'operator', password: operatorPassword(shop) })
  expect((await operator.request.get('/admin/pulse')).status()).toBe(204)
  const old = await operator.request.storageState()
  await submit(operator, '/account', /Sign out everywhere/)
  const late = await playwright.request.newContext({ baseURL: shop.url, storageState: old })
  expect((await late.get('/admin/pulse')).status()).toBe(404)
  for (const path of ['/admin', '/admin/queues', '/admin/checkouts', '/admin/audit', '/admin/found']) {
    const text = await (await late.get(path)).text()
    expect(text, path).not.toMatch(/OrderQueue|All well/)
  }
})
