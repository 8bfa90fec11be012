import { once } from 'node:events'
import { get } from 'node:http'
import { mintCheckoutId } from '../lib/checkout/checkout-id'
import { startMeasuredSite } from '../tests/memory/measured-site'
import { expect, freePort, test } from './shop'
import { readEnv } from './tables'

/** Requests in all; MEMORY_REQUESTS=10000 for a long run. */
const requests = Number(process.env.MEMORY_REQUESTS ?? 500)
const mostGrownBytes = 12_000_000
const atOnce = 4

let minted = 0
const newKey = () => `key-${process.pid}-${++minted}`

/** Every route that is named by something a visitor chooses. */
const routes: Record<string, () => string> = {
  'a product': () => `/products/${newKey()}`,
  'a product, by a link': () => `/products/${newKey()}?_rsc=${newKey()}`,
  'an order': () => `/orders/${mintCheckoutId()}`,
  'an order placed': () => `/orders?placed=${mintCheckoutId()}`,
  'a page of orders': () => `/orders?before=${new Date(minted++ * 1_000).toISOString()}`,
  'a search': () => `/?q=${newKey()}`,
  'a category': () => `/?category=${newKey()}`,
  'a product of the API': () => `/api/products/${newKey()}`,
  'a search of the API': () => `/api/products?q=${newKey()}&category=${newKey()}`,
  'an order of the API': () => `/api/orders/${mintCheckoutId()}`,
  'what does not exist': () => `/${newKey()}/${newKey()}`,
}

test('ever new keys to every dynamic route leave nothing behind in memory', async ({ shop, request }) => {
  test.setTimeout(60_000 + requests * 150)
  const port = await freePort()
  const site = await startMeasuredSite(port, readEnv(shop.data))
  const url = `http://localhost:${port}`
  const filled = await request.put(`${url}/api/basket`, {
    data: { items: [{ productId: 'morning-cup', quantity: 1 }] },
  })
  const cookie = filled.headers()['set-cookie']?.split(';')[0] ?? ''

  /** Each on a connection of its own, as of another visitor. */
  async function visit(path: string) {
    const rsc = path.includes('_rsc=') ? { rsc: '1' } : {}
    const [answer] = await once(get(url + path, { headers: { cookie, ...rsc }, agent: false }), 'response')
    await once(answer.resume(), 'close')
    expect(answer.statusCode, path).toBeLessThan(500)
  }
  async function visitAll(addressOf: () => string, count: number) {
    for (let sent = 0; sent < count; sent += atOnce)
      await Promise.all(Array.from({ length: atOnce }, () => visit(addressOf())))
  }

  try {
    const each = Math.ceil(requests / Object.keys(routes).length / atOnce) * atOnce
    // What is loaded, compiled and kept once.
    for (const addressOf of Object.values(routes)) await visitAll(addressOf, 32)
    const before = await site.heldBytes()
    const grown: Record<string, number> = {}
    for (const [name, addressOf] of Object.entries(routes)) {
      await visitAll(addressOf, each)
      grown[name] = (await site.heldBytes()) - before
    }
    // At any time: what one route leaves behind, another may happen to let go of.
    expect(Math.max(...Object.values(grown)), JSON.stringify(grown)).toBeLessThan(mostGrownBytes)
  } finally {
    await site.stop()
  }
})
