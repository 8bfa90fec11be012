import { type Publish, publishTogether } from '../aws/bus'
import { log } from '../observe/log'
import type { TimeLeft } from '../time-left'
import { alarmAfterAttempts, type Checkout, openShards, publishedAt } from './checkout'
import { logOf, publishCancellation, publishCheckout } from './checkout-basket'
import { listDueCheckouts, postponeCheckout, readCheckout } from './store'

type Options = {
  /** Nothing is begun once it is over. */
  timeLeft?: TimeLeft
  /** When the run began that this one goes on with: what was published since is left out. */
  goesOnFrom?: Date
}

/** Later than any ISO 8601 date: every open checkout is due by it. */
export const endOfTime = '9999'

/** A request to the bus carries ten events. */
const together = 10
const requestsInFlight = 5

/** Publishes what is open at `dueBy` again, each once, apart from the others; only what the bus took is postponed. */
export async function reconcileCheckouts(
  dueBy: string,
  { timeLeft = () => Number.POSITIVE_INFINITY, goesOnFrom }: Options = {},
) {
  const reconciled = {
    published: 0,
    /** Rows and shards that could not be read, and checkouts that were not published or not counted. */
    failed: 0,
    overdue: 0,
    /** Since its checkout, of the oldest that was due. */
    oldestSeconds: 0,
    /** The time was over before all that was due had its turn. */
    unfinished: false,
  }
  const tried = new Set<string>()
  for await (const { rows, failedShards } of dueRounds(dueBy)) {
    reconciled.failed += failedShards
    reconciled.oldestSeconds = Math.max(reconciled.oldestSeconds, ...rows.map(ageSeconds))
    const checkouts = rows.map(readCheckout).filter((checkout) => checkout !== undefined)
    reconciled.failed += rows.length - checkouts.length
    // A checkout that is postponed moves on in the index that is being read, and is met again.
    const waiting = checkouts.filter(
      (checkout) => !tried.has(checkout.checkoutId) && !isDone(checkout, goesOnFrom),
    )
    for (const { checkoutId } of waiting) tried.add(checkoutId)
    for (const outcome of await republishAll(waiting, timeLeft)) {
      reconciled[outcome]++
      if (outcome === 'overdue') reconciled.published++
    }
    reconciled.unfinished = timeLeft() <= 0
    if (reconciled.unfinished) break
  }
  return reconciled
}

function isDone(checkout: Checkout, goesOnFrom: Date | undefined) {
  const at = publishedAt(checkout)
  return goesOnFrom !== undefined && goesOnFrom.getTime() <= at && at <= Date.now()
}

/** Of each shard, so that a round holds some five hundred checkouts, or 16 MB of large ones. */
const rowsAtOnce = 32

/** Rounds of what is due: some of every shard, longest due first. An unreadable shard waits for the next run. */
async function* dueRounds(dueBy: string) {
  let readers = openShards.map((shard) => listDueCheckouts(shard, dueBy, rowsAtOnce))
  while (readers.length > 0) {
    const pages = await Promise.allSettled(readers.map((reader) => reader.next()))
    const failed = pages.flatMap((page) => (page.status === 'rejected' ? [page.reason] : []))
    for (const error of failed) log.error('Open checkouts not read', { error })
    const rows = pages.flatMap((page) => (page.status === 'fulfilled' && page.value.value) || [])
    yield { rows, failedShards: failed.length }
    readers = readers.filter((_, index) => {
      const page = pages[index]
      return page?.status === 'fulfilled' && !page.value.done
    })
  }
}

type Outcome = 'published' | 'failed' | 'overdue'

/** Takes as many off `waiting` as there is time for. */
export async function republishAll(waiting: Checkout[], timeLeft: TimeLeft): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const takeTurns = async () => {
    // A role may put events of one source with a request.
    const publish = { checkout: publishTogether(), cancellation: publishTogether() }
    while (waiting.length > 0 && timeLeft() > 0) {
      const some = waiting.splice(0, together)
      outcomes.push(...(await Promise.all(some.map((checkout) => republish(checkout, publish)))))
    }
  }
  await Promise.all(Array.from({ length: requestsInFlight }, takeTurns))
  return outcomes
}

async function republish(
  checkout: Checkout,
  publish: Record<'checkout' | 'cancellation', Publish>,
): Promise<Outcome> {
  const log = logOf(checkout)
  try {
    await publishCancellation(checkout, publish.cancellation)
    await publishCheckout(checkout, publish.checkout)
  } catch (error) {
    log.error('Open checkout not published', { error })
    return 'failed'
  }
  try {
    const postponed = await postponeCheckout(checkout, new Date())
    if ('refused' in postponed) return 'published'
  } catch (error) {
    log.error('Open checkout published, but not postponed', { error })
    return 'failed'
  }
  const attempts = checkout.attempts + 1
  const overdue = attempts >= alarmAfterAttempts
  log[overdue ? 'error' : 'warn']('Open checkout published again', { attempts })
  return overdue ? 'overdue' : 'published'
}

function ageSeconds({ orderDate }: Record<string, unknown>) {
  const placedAt = Date.parse(String(orderDate))
  return Number.isNaN(placedAt) ? 0 : Math.max(0, Math.floor((Date.now() - placedAt) / 1000))
}
