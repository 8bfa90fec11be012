import { type Checkout, isGivenUp, openShards } from './checkout'
import { endOfTime } from './reconcile-checkouts'
import { listDueCheckouts, readCheckout } from './store'

export type OpenCheckouts = {
  /** Given up first, then oldest first. */
  checkouts: Checkout[]
  /** Rows that say nothing that could be understood. */
  unreadable: number
  /** There are others, due later, which were not read. */
  isCut: boolean
}

/** Of each shard; with all of them some 1,600 checkouts, which is 200 read units. */
const rowsAtOnce = 100

/** The checkouts that have not settled, as far as the index has them already. */
export async function readOpenCheckouts(limit = rowsAtOnce): Promise<OpenCheckouts> {
  const pages = await Promise.all(
    openShards.map(async (shard) => (await listDueCheckouts(shard, endOfTime, limit).next()).value ?? []),
  )
  const rows = pages.flat()
  const checkouts = rows.flatMap((row) => readCheckout(row) ?? [])
  checkouts.sort(
    (a, b) => Number(isGivenUp(b)) - Number(isGivenUp(a)) || a.orderDate.localeCompare(b.orderDate),
  )
  return {
    checkouts,
    unreadable: rows.length - checkouts.length,
    isCut: pages.some((page) => page.length === limit),
  }
}
