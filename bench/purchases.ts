import type { Product } from '../lib/product/product'
import type { Wanted } from '../tests/many/two-lines'
import { audit, readStock } from './books'
import { closedLoop } from './closed-loop'
import { watchOpenCheckouts } from './open-checkouts'
import { type Usage, watchProcesses } from './processes'
import { progressOf } from './progress'
import type { Shop } from './shop'
import { welcome } from './shopper'

type Plan = {
  name: string
  count: number
  /** How many buy side by side, each the next thing once the one before has settled. */
  shoppers: number
  products: readonly Product[]
  /** What purchase number `index` is of. */
  wanted: (index: number) => Wanted
  /** Fill every basket through the API; else only the first of each shopper, and the others in their table. */
  baskets?: 'through the API'
}

export type Measured = {
  /** From sending the checkout to its answer. */
  acceptMs: number[]
  /** From sending the checkout to the moment at which the ordering service closed it. */
  settleMs: number[]
  seconds: number
  /** Purchases settled a second, from the first sent to the last settled. */
  rate: number
  usage: Usage[]
}

/** Shoppers check baskets out over HTTP and wait until each has settled; every purchase is then audited. */
export async function measurePurchases(shop: Shop, plan: Plan): Promise<Measured> {
  const { count, shoppers, products, wanted, baskets } = plan
  const before = await readStock(shop, products)
  const step = progressOf(plan.name, count)
  const open = watchOpenCheckouts(shop)
  const people = Array.from({ length: shoppers }, () => welcome(shop.http))
  for (const person of people) await person.fill(wanted(0))
  const free = [...people]
  const watched = watchProcesses(shop.pid)
  const purchases = await closedLoop(count, shoppers, async (index) => {
    const shopper = free.pop()
    if (!shopper) throw new Error('more purchases in flight than shoppers')
    const basket = baskets
      ? await shopper.fill(wanted(index))
      : await shopper.fillTable(shop.quickTables, wanted(index))
    const purchase = await shopper.checkOut(basket)
    await open.settled(purchase.orderId)
    free.push(shopper)
    step()
    return purchase
  })
  const usage = watched.stop()
  const settledAt = await audit(shop, purchases, before)
  const began = Math.min(...purchases.map(({ sentAt }) => sentAt))
  const seconds = (Math.max(...settledAt) - began) / 1000
  return {
    acceptMs: purchases.map(({ sentAt, answeredAt }) => answeredAt - sentAt),
    settleMs: purchases.map(({ sentAt }, index) => (settledAt[index] ?? 0) - sentAt),
    seconds,
    rate: count / seconds,
    usage,
  }
}
