import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, expect, type Page } from '@playwright/test'

type Shop = { url: string; data: string }
type Options = { successRate: string }

async function freePort() {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (!address || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Resolves with `npm start`'s ready line; rejects with what it printed when it ends without one. */
function untilReady(shop: ChildProcess) {
  return new Promise<void>((resolve, reject) => {
    const printed: string[] = []
    if (!shop.stdout) return reject(new Error('the shop has no output'))
    createInterface({ input: shop.stdout }).on('line', (line) => {
      printed.push(line)
      if (line.startsWith('ready ')) resolve()
    })
    shop.once('exit', (code) => reject(new Error(`the shop ended with ${code}:\n${printed.join('\n')}`)))
  })
}

/** The production build with its whole pipeline behind it: one shop per worker, with data of its own. */
export const test = base.extend<object, Options & { shop: Shop }>({
  successRate: ['1', { scope: 'worker', option: true }],
  shop: [
    async ({ successRate }, use) => {
      const data = mkdtempSync(join(tmpdir(), 'swoon-e2e-'))
      const port = await freePort()
      const shop = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts'], {
        env: { ...process.env, PORT: String(port), SWOON_DATA: data, PAYMENT_SUCCESS_RATE: successRate },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await untilReady(shop)
      await use({ url: `http://localhost:${port}`, data })
      const ended = once(shop, 'exit')
      shop.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: ({ shop }, use) => use(shop.url),
})

export { expect }

type Order = { orderId: string; status: string; settled: boolean }

/** Waits, through the API, until the shopper's newest order is settled. */
export async function untilSettled(page: Page): Promise<Order> {
  let newest: Order | undefined
  await expect
    .poll(async () => {
      const { orders } = await (await page.request.get('/api/orders')).json()
      newest = orders[0]
      return newest?.settled
    })
    .toBe(true)
  if (!newest) throw new Error('no order')
  return newest
}

export const stockOf = async (page: Page, id: string): Promise<number> =>
  (await (await page.request.get(`/api/products/${id}`)).json()).availableStock

export const fillBasket = (page: Page, ...items: { productId: string; quantity: number }[]) =>
  page.request.put('/api/basket', { data: { items } })
