import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { mostInWindow } from '../lib/basket/pace'
import { windowAt } from '../lib/limit/limit'
import { button, titled, untilScriptsRest } from './on-page'
import { expect, test } from './shop'
import { tablesOf } from './shop-process'
import { newShopper } from './tables'

test.use({ complaint: /ERR_BLOCKED_BY_CLIENT|Failed to load resource/ })

test('who is too quick is told when to come again, by the API, by a page that runs and by one that does not yet', async ({
  page,
  shop,
  context,
}) => {
  const userName = await newShopper(page)
  const tables = tablesOf(shop)
  // Close to the end of a window, of the next one: it counts for both.
  const window = windowAt(Date.now() + 60_000, 600).index
  await tables.send(
    new UpdateCommand({
      TableName: 'BasketTable',
      Key: { userName },
      UpdateExpression: 'SET pace = :pace',
      ExpressionAttributeValues: { ':pace': { window, ...mostInWindow } },
    }),
  )
  const { request } = page
  const items = [{ productId: 'sky-kite', quantity: 1 }]
  for (const answer of [
    await request.put('/api/basket', { data: { items } }),
    await request.delete('/api/basket'),
    await request.post('/basket/checkout'),
    await request.post('/cart/change', {
      multipart: { productId: 'field-camera', quantity: '2' },
      headers: { origin: shop.url },
    }),
  ]) {
    expect(answer.status(), answer.url()).toBe(429)
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0)
    expect((await answer.json()).error).toMatchObject({ code: 'too_many' })
  }
  expect((await (await request.get('/api/basket')).json()).items).toMatchObject([
    { productId: 'field-camera' },
  ])

  await page.goto('/products/sky-kite')
  await untilScriptsRest(button(page, 'Add Sky Kite to cart'))
  await button(page, 'Add Sky Kite to cart').click()
  await expect(page.getByText(/^That was too often. Please wait \d+ (minutes|seconds)/)).toBeVisible()

  await context.route('**/*.js', (route) => route.abort('blockedbyclient'))
  await page.goto('/products/sky-kite')
  const waiting = page.waitForResponse((answer) => answer.status() === 429)
  await button(page, 'Add Sky Kite to cart').click()
  expect(Number((await waiting).headers()['retry-after'])).toBeGreaterThan(0)
  await expect(titled(page, 'One moment, please')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveText(/^That was too often/)

  const overloaded = await request.get('/wait?seconds=5&overloaded=yes')
  expect([overloaded.status(), overloaded.headers()['retry-after']]).toEqual([503, '5'])
  expect(await overloaded.text()).toContain('Too many people are signing in just now')
})

test('an address counts beside the secret of CloudFront alone, and is kept nowhere', async ({
  request,
  shop,
}) => {
  const { EdgeSecret } = JSON.parse(readFileSync(join(shop.data, 'secrets.json'), 'utf8'))
  const put = (headers: Record<string, string>) =>
    request.put('/api/basket', {
      data: { items: [] },
      headers: { ...headers, 'x-forwarded-for': '203.0.113.77' },
    })
  const rows = async (what = 'basket') =>
    (await tablesOf(shop).send(new ScanCommand({ TableName: 'LimitTable' }))).Items?.filter(({ key }) =>
      key.startsWith(`${what}#`),
    )
  const viewer = { 'swoon-viewer-address': '203.0.113.77' }
  for (const said of [{}, viewer, { ...viewer, 'swoon-edge': `${EdgeSecret}x` }])
    expect((await put(said)).status()).toBe(200)
  expect(await rows()).toEqual([])
  for (const _ of [1, 2]) expect((await put({ ...viewer, 'swoon-edge': EdgeSecret })).status()).toBe(200)
  expect(JSON.stringify(await rows())).not.toContain('203.0.113')
  expect((await rows())?.map(({ n }) => n)).toEqual([2])
  await request.post('/basket/checkout', { headers: { ...viewer, 'swoon-edge': EdgeSecret } })
  expect((await rows('checkout'))?.map(({ n }) => n)).toEqual([1])
})
