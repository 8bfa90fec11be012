import { attack } from '../tests/fuzz/attack'
import { watchedShop } from '../tests/fuzz/unhandled'
import { expect, test } from './shop'

test('a thousand hostile requests and events harm nobody and fail nowhere', async () => {
  test.setTimeout(300_000)
  const shop = await watchedShop()
  const { faults, slow, damage } = await attack(shop, { cases: 1000, seed: 7 })
  await shop.close()
  expect({ faults, slow, damage }).toEqual({ faults: [], slow: [], damage: [] })
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
