import { logWith } from '../log'
import { alarmAfterAttempts, openShards } from './checkout'
import { publishCheckout } from './checkout-basket'
import { listDueCheckouts, postponeCheckout, readCheckout } from './store'

type Counts = { published: number; failed: number; overdue: number }
export type Reconciled = Counts & {
  /** Since its checkout, of the oldest that was due; 0 where none was. */
  oldestSeconds: number
}

/** Later than any ISO 8601 date: every open checkout is due by it. */
export const endOfTime = '9999'

/**
 * Publishes every checkout again that is still open at `dueBy`. All consumers take a repeated event as a repetition,
 * so this is always safe; one bad row or failed publish does not keep the others waiting.
 */
export async function reconcileCheckouts(dueBy: string): Promise<Reconciled> {
  const shards = await Promise.all(openShards.map((shard) => reconcileShard(shard, dueBy)))
  const total = (count: keyof Counts) => shards.reduce((sum, shard) => sum + shard[count], 0)
  return {
    published: total('published'),
    failed: total('failed'),
    overdue: total('overdue'),
    oldestSeconds: Math.max(...shards.map(({ oldestSeconds }) => oldestSeconds)),
  }
}

async function reconcileShard(shard: string, dueBy: string) {
  const reconciled: Reconciled = { published: 0, failed: 0, overdue: 0, oldestSeconds: 0 }
  for await (const rows of listDueCheckouts(shard, dueBy)) {
    reconciled.oldestSeconds = Math.max(reconciled.oldestSeconds, ...rows.map(ageSeconds))
    for (const outcome of await Promise.all(rows.map(republish))) {
      if (outcome) reconciled[outcome]++
      if (outcome === 'overdue') reconciled.published++
    }
  }
  return reconciled
}

function ageSeconds({ orderDate }: Record<string, unknown>) {
  const placedAt = Date.parse(String(orderDate))
  return Number.isNaN(placedAt) ? 0 : Math.max(0, Math.floor((Date.now() - placedAt) / 1000))
}

async function republish(row: Record<string, unknown>): Promise<keyof Counts | undefined> {
  const checkout = readCheckout(row)
  if (!checkout) return 'failed'
  const { checkoutId: orderId, traceId } = checkout
  const log = logWith({ orderId, traceId })
  try {
    const postponed = await postponeCheckout(checkout, new Date())
    if ('refused' in postponed) return undefined
    await publishCheckout(checkout)
    const attempts = checkout.attempts + 1
    const overdue = attempts >= alarmAfterAttempts
    log[overdue ? 'error' : 'warn']('Open checkout published again', { attempts })
    return overdue ? 'overdue' : 'published'
  } catch (error) {
    log.error('Open checkout not published', { error })
    return 'failed'
  }
}
