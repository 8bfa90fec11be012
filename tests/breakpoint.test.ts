import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { addToBasket } from '../lib/basket/change-basket'
import { checkoutBasket } from '../lib/checkout/checkout-basket'
import { findOrder } from '../lib/order/find-orders'
import { breakAt } from './debugger'
import { stock } from './embedded-aws'

const Printed = z.object({ env: z.record(z.string(), z.string()), debugger: z.string() })

test('a breakpoint in lib/reservation/reserve-stock.ts stops a purchase at its line, which then goes on', async () => {
  const shop = spawn(process.execPath, ['--import', 'tsx', 'tests/debugged-aws.ts'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const [printed] = await once(createInterface({ input: shop.stdout }), 'line')
  const { env, debugger: url } = Printed.parse(JSON.parse(printed))
  Object.assign(process.env, env)
  const source = 'lib/reservation/reserve-stock.ts'
  const breakpoint = await breakAt(url, { source, text: 'await holdStock([order], [reservation]' })

  const userName = 'guest-debugged'
  await addToBasket(userName, { productId: (await stock()).id, quantity: 1 })
  const placed = await checkoutBasket({ userName })
  if (!placed.ok) throw new Error(placed.reason)
  const stopped = await breakpoint.paused
  expect(stopped).toMatchObject({ source, line: breakpoint.line })

  breakpoint.resume(stopped.worker)
  while (!(await findOrder(userName, placed.orderId))?.settled) await wait(20)
  breakpoint.close()
  shop.stdin.end()
  await once(shop, 'exit')
})
