import { setTimeout as wait } from 'node:timers/promises'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { z } from 'zod'
import { dynamo } from '../../lib/aws/dynamo'
import { setBasket } from '../../lib/basket/change-basket'
import { checkoutBasket } from '../../lib/checkout/checkout-basket'
import { isPlaced, viewOf } from '../../lib/order/order'
import { findOrderRow } from '../../lib/order/store'
import { Product } from '../../lib/product/product'
import { services } from '../../local/connection'
import { type AwsOptions, startAws } from '../../local/embedded'
import { newGuest } from '../purchases'
import { audit, type Bought } from './audit'

const stocked = 30
const baskets = 24
const patienceMs = 120_000

/**
 * Runs the shop's functions on these servers, checks out baskets for more than there is, and holds what became of them
 * against the tables and queues.
 *
 * @throws Error of one line naming the first thing that is wrong
 */
export async function buySome({ say, ...options }: AwsOptions & { say: (line: string) => void }) {
  for (const service of services) say(`${service.padEnd(11)} ${options.endpoints?.[service] ?? 'embedded'}`)
  const aws = await startAws({ ...options, functions: true, log: say })
  Object.assign(process.env, aws.env)
  try {
    const product = await stockOne()
    const bought = await Promise.all(Array.from({ length: baskets }, () => buy(product)))
    const began = performance.now()
    const views = await Promise.all(bought.map((one) => settled(one, began + patienceMs)))
    const counts = new Map<string, number>()
    for (const { status } of views) counts.set(status, (counts.get(status) ?? 0) + 1)
    say(
      `${baskets} baskets settled: ${[...counts].map(([status, count]) => `${count} ${status}`).join(', ')}`,
    )
    for (const line of await audit(aws, product, bought)) say(line)
  } finally {
    await aws.close()
  }
}

async function stockOne() {
  const product = Product.parse({
    id: `bought-elsewhere-${Date.now()}`,
    name: 'Bought elsewhere',
    description: 'For a run on another AWS',
    price: 12.5,
    category: 'Desk',
    availableStock: stocked,
    reorderLevel: 5,
  })
  await dynamo.send(
    new PutCommand({ TableName: Resource.ProductTable.name, Item: z.encode(Product, product) }),
  )
  return product
}

async function buy({ id }: Product): Promise<Bought> {
  const userName = newGuest()
  const quantity = 2
  await setBasket(userName, [{ productId: id, quantity }])
  const placed = await checkoutBasket({ userName })
  if (!placed.ok) throw new Error(`a basket was refused: ${placed.reason}`)
  return { userName, orderId: placed.orderId, orderDate: placed.orderDate, quantity }
}

async function settled(bought: Bought, deadline: number) {
  for (;;) {
    const row = await findOrderRow(bought)
    const view = row && isPlaced(row) ? viewOf(row) : undefined
    if (view?.settled) return view
    if (performance.now() > deadline)
      throw new Error(
        `order ${bought.orderId} has not settled after ${patienceMs / 1000} s: ${view?.status ?? 'no row'}`,
      )
    await wait(100)
  }
}
