import type { Checkout } from '../checkout/checkout'
import { findCheckouts } from '../checkout/store'
import { sum } from '../money'
import { type CauseOfFailures, type Failure, groupByCause } from './failure'
import { listFailures } from './store'

/** Of each queue; older ones are left out. */
const mostOfQueue = 1_000

/** What has failed of late in these queues, by cause, the last first. */
export async function listCauses(queues: readonly string[]): Promise<CauseOfFailures[]> {
  const failures = (await Promise.all(queues.map((queue) => listFailures(queue, mostOfQueue)))).flat()
  const checkouts = await findCheckouts(failures.flatMap(({ orderId }) => orderId ?? []))
  const byOrder = new Map(checkouts.map((checkout) => [checkout.checkoutId, checkout]))
  return groupByCause(failures).map((group) => ({
    ...group,
    over: group.failures.filter((failure) => isOver(failure, byOrder)).length,
    money: sum(group.orderIds.flatMap((orderId) => byOrder.get(orderId)?.totalPrice ?? [])),
  }))
}

/** Its order has settled since. What is of no order stays until it expires. */
export function isOver({ orderId = '', last }: Failure, checkouts: ReadonlyMap<string, Checkout>) {
  const { settledAt } = checkouts.get(orderId) ?? {}
  return settledAt !== undefined && settledAt > last
}
