import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { test as base, expect, request } from '@playwright/test'
import { freePort } from '../local/ports'
import packageFile from '../package.json' with { type: 'json' }
import { newData, startShop } from './shop-process'
import { buy, stockOf, untilSettled } from './shopper'

type Command = 'events' | 'story' | 'product' | 'restock' | 'reset'

/** What `npm run <name>` runs, on the shop of a data folder. */
const argumentsOf = (name: Command) => packageFile.scripts[name].split(' ').slice(1)
const on = (data: string) => ({ env: { ...process.env, SWOON_DATA: data } })

const commandOn =
  (data: string) =>
  (name: Command, args: string[] = [], typed = '') =>
    new Promise<{ code: number; output: string }>((ended) => {
      const done = (error: { code?: unknown } | null, stdout: string, stderr: string) =>
        ended({ code: Number(error?.code ?? 0), output: stdout + stderr })
      execFile(process.execPath, [...argumentsOf(name), ...args], on(data), done).stdin?.end(typed)
    })

base('an engineer stocks the shop, follows a purchase and starts anew', async () => {
  base.setTimeout(240_000)
  const data = newData()
  const settings = { PORT: String(await freePort()), SWOON_DATA: data, PAYMENT_SUCCESS_RATE: '1' }
  const shop = startShop(settings)
  await shop.ready
  const shopper = { request: await request.newContext({ baseURL: `http://localhost:${settings.PORT}` }) }
  const command = commandOn(data)

  const before = await stockOf(shopper, 'ember-teapot')
  expect(await command('restock', ['ember-teapot', '5'])).toEqual({
    code: 0,
    output: `Ember Teapot: ${before + 5} in stock\n`,
  })
  expect((await command('restock', ['nothing-like-it', '5'])).output).toContain('no product nothing-like-it')
  expect((await command('restock', ['ember-teapot', '-5'])).output).toContain(
    'pieces: must be a whole number',
  )

  const lamp = ['paper-lamp', '--name', 'Paper Lamp', '--category', 'Home', '--stock', '7']
  expect((await command('product', [...lamp, '--price', '12.345'])).output).toContain(
    'price: must have at most',
  )
  expect((await command('product', ['paper-lamp', '--category', 'Homes'])).output).toContain(
    'none of Tech, Wear',
  )
  expect((await command('product', [...lamp, '--price', '12.5'])).code).toBe(0)
  expect((await command('product', ['paper-lamp', '--price', '13'])).code).toBe(0)
  const shown = await (await shopper.request.get('/api/products/paper-lamp')).json()
  expect(shown).toMatchObject({ name: 'Paper Lamp', price: 13, availableStock: 7 })

  const follower = spawn(process.execPath, argumentsOf('events'), {
    ...on(data),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const followed: string[] = []
  const following = createInterface({ input: follower.stdout })
  await once(following, 'line')
  following.on('line', (line) => followed.push(line))
  const { orderId } = await buy(shopper, { 'paper-lamp': 2 })
  await untilSettled(shopper)
  // No sender was named: this shop sends no mail, and offers none.
  const ways = await (await shopper.request.get('/reset')).text()
  expect(ways).toContain('By a recovery code')
  expect(ways).not.toContain('By mail')

  const told = (lines: string[], type: string) =>
    lines.find((line) => line.includes(orderId) && line.includes(type))
  await expect
    .poll(() => told(shop.printed, 'CheckoutBasket'))
    .toMatch(/basket → (?=.*ordering \d+ ms)(?=.*payment \d)/)
  await expect.poll(() => told(shop.printed, 'PaymentCompleted')).toMatch(/payment → ordering \d+ ms$/)
  await expect.poll(() => told(followed, 'StockReserved')).toMatch(/inventory → order$/)
  follower.kill('SIGINT')
  expect(await once(follower, 'exit')).toEqual([0, null])

  const { output: story } = await command('story', [orderId])
  const steps = ['Checkout placed', 'CheckoutBasket published', 'Order placed', 'Order settled']
  expect(story.split('\n').flatMap((line) => steps.filter((step) => line.includes(step)))).toEqual(steps)
  expect((await command('story', ['ORD-NONE'])).code).toBe(1)

  expect((await command('reset', ['--yes'])).output).toContain(': stop it first')
  await shop.stop()
  expect((await command('restock', ['ember-teapot', '5'])).output).toBe(
    'swoon: the shop does not run: npm start\n',
  )
  expect((await command('reset', [], 'n\n')).output).toContain('nothing was removed')
  expect(readdirSync(data)).toContain('tables.db')
  expect((await command('reset', [], 'y\n')).code).toBe(0)
  expect(readdirSync(data)).toEqual([])
  rmSync(data, { recursive: true })
})
