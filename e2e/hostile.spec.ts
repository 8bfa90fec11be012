import { attack } from '../tests/fuzz/attack'
import { expect, test } from './shop'
import { basketOf, fillBasket, stockOf } from './shopper'

test('eight hundred hostile requests change nothing and fail nowhere', async ({ request, shop }) => {
  test.setTimeout(180_000)
  const basket = await (await fillBasket({ request }, { 'sky-kite': 2 })).json()
  const stock = await stockOf({ request }, 'sky-kite')
  const { faults } = await attack({ url: shop.url, cases: 800, seed: 7 })
  expect(faults).toEqual([])
  expect(await basketOf({ request })).toEqual(basket)
  expect(await stockOf({ request }, 'sky-kite')).toBe(stock)
})

test('thousands of cookies and of parameters keep nobody waiting', async ({ request }) => {
  const names = Array.from({ length: 4000 }, (_, at) => at.toString(36))
  for (const [path, cookie] of [
    ['/robots.txt', names.join('=;').slice(0, 14_000)],
    [`/?${'q&'.repeat(3500)}`, ''],
  ] as const) {
    const started = performance.now()
    const answer = await request.get(path, { headers: { cookie } })
    expect([414, 431]).toContain(answer.status())
    expect(performance.now() - started, path.slice(0, 20)).toBeLessThan(4000)
  }
})
