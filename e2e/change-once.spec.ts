import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, fillBasket, test, untilSettled, withheld, withholdScripts } from './shop'

/** What the form around a button posts where no script is in between, the button's own field included. */
const fieldsOf = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name })
    .filter({ visible: true })
    .first()
    .evaluate((button) => {
      const fields = button instanceof HTMLButtonElement && button.form && new FormData(button.form, button)
      return Object.fromEntries(fields ? [...fields].map(([field, value]) => [field, String(value)]) : [])
    })

const post = (page: Page, multipart: Record<string, string>) =>
  page.request.post(page.url(), {
    multipart,
    headers: { origin: new URL(page.url()).origin, referer: page.url() },
    maxRedirects: 0,
  })

/** Sends the form of a button twice at once, as an impatient shopper does before the scripts are there. */
async function postTwice(page: Page, name: string | RegExp) {
  const fields = await fieldsOf(page, name)
  const answers = await Promise.all([post(page, fields), post(page, fields)])
  expect(answers.map((answer) => answer.status())).toEqual([303, 303])
}

const basketOf = async (page: Page) => (await (await page.request.get('/api/basket')).json()).items

test.describe('before the scripts have arrived', () => {
  test.use({ complaint: withheld })
  test.beforeEach(({ page }) => withholdScripts(page))

  test('a form that is posted twice is one change, and after it is rendered again another', async ({
    page,
  }) => {
    await page.goto('/products/sea-salt')
    await fillBasket(page)
    for (const quantity of [1, 2]) {
      await page.goto('/products/sea-salt')
      await postTwice(page, 'Add Sea Salt to cart')
      expect(await basketOf(page)).toMatchObject([{ productId: 'sea-salt', quantity }])
    }

    await page.goto('/?q=teapot')
    await postTwice(page, 'Add Ember Teapot to cart')
    expect(await basketOf(page)).toMatchObject([{ quantity: 2 }, { productId: 'ember-teapot', quantity: 1 }])

    await page.goto('/cart')
    await postTwice(page, 'One more Sea Salt')
    await page.goto('/cart')
    await postTwice(page, 'Remove Sea Salt')
    await page.goto('/cart')
    await postTwice(page, /^Undo/)
    expect(await basketOf(page)).toMatchObject([{ productId: 'sea-salt', quantity: 3 }, { quantity: 1 }])
  })

  test('an order is bought again once by a form that is posted twice', async ({ page }) => {
    await fillBasket(page, { productId: 'copper-pan', quantity: 2 })
    await page.request.post('/basket/checkout')
    await untilSettled(page)
    await page.goto('/orders')
    await postTwice(page, /^Buy again/)
    expect(await basketOf(page)).toMatchObject([{ productId: 'copper-pan', quantity: 2 }])
  })
})

test('sixty changes of one basket at once answer no 500, and no log line names the shopper', async ({
  page,
  shop,
}) => {
  await fillBasket(page, { productId: 'signal-torch', quantity: 1 })
  const { userName } = await (await page.request.get('/api/basket')).json()
  await page.goto('/products/sea-salt')
  const { changeId, ...fields } = await fieldsOf(page, 'Add Sea Salt to cart')
  expect(changeId).toMatch(/^[\w-]{8,64}$/)
  const sixty = Array.from({ length: 60 }, (_, index) => index)
  const answers = await Promise.all([
    ...sixty.map((index) =>
      page.request.put('/api/basket', {
        data: { items: [{ productId: 'signal-torch', quantity: index + 1 }] },
      }),
    ),
    ...sixty.map((index) => post(page, { ...fields, changeId: `change-id-${index}` })),
  ])
  expect(
    answers.map((answer) => answer.status()).filter((status) => ![200, 303, 409].includes(status)),
  ).toEqual([])
  const logs = path.join(shop.data, 'logs')
  const lines = readdirSync(logs).flatMap((file) => readFileSync(path.join(logs, file), 'utf8').split('\n'))
  expect(lines.filter((line) => line.includes(userName))).toEqual([])
})
