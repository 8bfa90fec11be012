import type { Context } from 'aws-lambda'
import { endOfTime, reconcileCheckouts } from '../lib/checkout/reconcile-checkouts'
import { log } from '../lib/observe/log'
import { measure } from '../lib/observe/metrics'
import { keepPauses } from '../lib/pause/keep-pauses'
import { timeLeftOf } from '../lib/time-left'

/** What is under way when the time is over: the three tries of a call to the bus. */
const reserveMs = 10_000
const usualMs = 60_000

type Invocation = Partial<Pick<Context, 'getRemainingTimeInMillis'>>
type Event = {
  /** Every open checkout: for an operator or after a restart. Else what is due. */
  all?: boolean
  /** With `all`: when the run began that was cut short, an ISO 8601 date. What was published since is left out. */
  goesOnFrom?: string
}

/** A run that was cut short leaves the rest to the next minute's; of `all` it answers what goes on as `next`. */
export async function handler(
  { all = false, goesOnFrom }: Event = {},
  { getRemainingTimeInMillis = timeLeftOf(usualMs) }: Invocation = {},
) {
  await keepPauses()
  const beganAt = new Date().toISOString()
  const reconciled = await reconcileCheckouts(all ? endOfTime : beganAt, {
    timeLeft: () => getRemainingTimeInMillis() - reserveMs,
    ...(goesOnFrom && { goesOnFrom: new Date(goesOnFrom) }),
  })
  const { published, failed, overdue, oldestSeconds, unfinished } = reconciled
  if (published + failed > 0) log.info('Reconciled', { published, failed, overdue })
  // Noughts too: a minute without them is a minute in which the reconciler did not run.
  measure({
    ReconcilerRepublished: published,
    ReconcilerFailed: failed,
    ReconcilerGaveUp: overdue,
    OldestOpenCheckout: oldestSeconds,
  })
  return { ...reconciled, ...(all && unfinished && { next: { all, goesOnFrom: goesOnFrom ?? beganAt } }) }
}
