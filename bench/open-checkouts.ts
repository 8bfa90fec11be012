import { setTimeout as wait } from 'node:timers/promises'
import { paginateScan } from '@aws-sdk/lib-dynamodb'
import type { Shop } from './shop'

/** Ids of the checkouts that have not settled: those in the index of open ones. */
async function openCheckouts({ tables }: Shop) {
  const ids = new Set<string>()
  const pages = paginateScan(
    { client: tables },
    { TableName: 'CheckoutTable', IndexName: 'byOpen', ProjectionExpression: 'checkoutId' },
  )
  for await (const { Items = [] } of pages) for (const { checkoutId } of Items) ids.add(checkoutId)
  return ids
}

const everyMs = { few: 10, many: 100 }
const few = 8
const patienceMs = 120_000

/**
 * Tells when purchases have settled by looking at the index of open checkouts, once for all that wait. The exact
 * moment is in the Checkout row; this only lets a closed loop go on.
 */
export function watchOpenCheckouts(shop: Shop) {
  const waiting = new Map<string, { settled: () => void; failed: (error: Error) => void; since: number }>()
  let looking = false

  async function look() {
    looking = true
    try {
      while (waiting.size > 0) {
        const asked = [...waiting.keys()]
        const open = await openCheckouts(shop)
        for (const id of asked) if (!open.has(id)) take(id)?.settled()
        for (const [id, { since }] of waiting)
          if (Date.now() - since > patienceMs) take(id)?.failed(new Error(`${id} has not settled`))
        await wait(waiting.size > few ? everyMs.many : everyMs.few)
      }
    } catch (error) {
      for (const id of waiting.keys()) take(id)?.failed(error as Error)
    }
    looking = false
  }

  const take = (id: string) => {
    const found = waiting.get(id)
    waiting.delete(id)
    return found
  }

  return {
    /** @throws Error when the purchase has not settled within two minutes */
    settled: (orderId: string) =>
      new Promise<void>((settled, failed) => {
        waiting.set(orderId, { settled, failed, since: Date.now() })
        if (!looking) void look()
      }),
  }
}
