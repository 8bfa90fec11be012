import { attack } from '../tests/fuzz/attack'
import { expect, fillBasket, stockOf, test } from './shop'

test('eight hundred hostile requests change nobody, and none is a fault of ours', async ({ page, shop }) => {
  test.setTimeout(180_000)
  await fillBasket(page, { productId: 'sky-kite', quantity: 2 })
  const basket = await (await page.request.get('/api/basket')).json()
  const stock = await stockOf(page, 'sky-kite')
  const { faults } = await attack({ url: shop.url, cases: 800, seed: 7 })
  expect(faults).toEqual([])
  expect(await (await page.request.get('/api/basket')).json()).toEqual(basket)
  expect(await stockOf(page, 'sky-kite')).toBe(stock)
})

test('thousands of cookies and of parameters keep nobody waiting', async ({ request }) => {
  const cookie = Array.from({ length: 4000 }, (_, at) => at.toString(36))
    .join('=;')
    .slice(0, 14_000)
  for (const [path, headers] of [
    ['/robots.txt', { cookie }],
    [`/?${'q&'.repeat(3500)}`, {}],
  ] as const) {
    const started = performance.now()
    const answer = await request.get(path, { headers })
    expect([414, 431]).toContain(answer.status())
    expect(performance.now() - started, path.slice(0, 20)).toBeLessThan(4000)
  }
})
