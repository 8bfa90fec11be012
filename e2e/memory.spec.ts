import { once } from 'node:events'
import { get } from 'node:http'
import { mintCheckoutId } from '../lib/checkout/checkout-id'
import { freePort } from '../local/ports'
import { startMeasuredSite } from '../tests/memory/measured-site'
import { expect, test } from './shop'
import { readEnv } from './shop-process'
import { fillBasket } from './shopper'

/** Requests in all; MEMORY_REQUESTS=10000 for a long run. */
const requests = Number(process.env.MEMORY_REQUESTS ?? 500)
const mostGrownBytes = 12_000_000
const atOnce = 4

let minted = 0
const newKey = () => `key-${process.pid}-${++minted}`

/** Every route that is named by something a visitor chooses. */
const routes = [
  () => `/products/${newKey()}`,
  () => `/products/${newKey()}?_rsc=${newKey()}`,
  () => `/orders/${mintCheckoutId()}`,
  () => `/orders?placed=${mintCheckoutId()}`,
  () => `/orders?before=${new Date(minted++ * 1_000).toISOString()}`,
  () => `/?q=${newKey()}`,
  () => `/?category=${newKey()}`,
  () => `/api/products/${newKey()}`,
  () => `/api/products?q=${newKey()}&category=${newKey()}`,
  () => `/api/orders/${mintCheckoutId()}`,
  () => `/${newKey()}/${newKey()}`,
]

test('ever new keys to every dynamic route leave nothing behind in memory', async ({ shop, request }) => {
  test.setTimeout(120_000 + requests * 300)
  const port = await freePort()
  const site = await startMeasuredSite(port, readEnv(shop))
  const url = `http://localhost:${port}`
  // Both sites have the same secret, and so the same sessions.
  const filled = await fillBasket({ request }, { 'morning-cup': 1 })
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
    const each = Math.ceil(requests / routes.length / atOnce) * atOnce
    // What is loaded, compiled and kept once.
    for (const addressOf of routes) await visitAll(addressOf, 16)
    const before = await site.heldBytes()
    const grown: Record<string, number> = {}
    for (const addressOf of routes) {
      await visitAll(addressOf, each)
      grown[addressOf()] = (await site.heldBytes()) - before
    }
    // At any time: what one route leaves behind, another may happen to let go of.
    expect(Math.max(...Object.values(grown)), JSON.stringify(grown)).toBeLessThan(mostGrownBytes)
  } finally {
    await site.stop()
  }
})
