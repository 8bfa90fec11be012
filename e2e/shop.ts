import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, expect, type Page } from '@playwright/test'

type Shop = { url: string; data: string }
/** `program` starts the shop: `npm start`, or the same with the site as Lambda runs it. */
export type ShopOptions = { successRate: string; program: string }

export async function freePort() {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (!address || typeof address === 'string') throw new Error('no free port')
  return address.port
}

type Settings = { PORT: string; SWOON_DATA: string } & Record<string, string>

/** `npm start` without npm: the process, and its ready line or what it printed when it ended without one. */
export function startShop(settings: Settings, program = 'local/start.ts') {
  const shop = spawn(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    for (const output of [shop.stdout, shop.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        printed.push(line)
        if (line.startsWith('ready ')) resolve()
      })
    }
    shop.once('close', (code) => reject(new Error(`ended with ${code}:\n${printed.join('\n')}`)))
  })
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const ended = shop.exitCode === null ? once(shop, 'exit') : undefined
    shop.kill(signal)
    await ended
    return shop.exitCode
  }
  return { ready, printed, stop }
}

export const newData = () => mkdtempSync(join(tmpdir(), 'swoon-e2e-'))

/** The production build with its whole pipeline behind it: one shop per worker, with data of its own. */
export const test = base.extend<object, ShopOptions & { shop: Shop }>({
  successRate: ['1', { scope: 'worker', option: true }],
  program: ['local/start.ts', { scope: 'worker', option: true }],
  shop: [
    async ({ successRate, program }, use) => {
      const data = newData()
      const port = await freePort()
      const settings = { PORT: String(port), SWOON_DATA: data, PAYMENT_SUCCESS_RATE: successRate }
      const shop = startShop(settings, program)
      await shop.ready
      await use({ url: `http://localhost:${port}`, data })
      await shop.stop()
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
