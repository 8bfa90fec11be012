import type { Context } from 'aws-lambda'
import { endOfTime, reconcileCheckouts } from '../lib/checkout/reconcile-checkouts'
import { continueRedrives } from '../lib/dead-letter/continue-redrive'
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
  const timeLeft = () => getRemainingTimeInMillis() - reserveMs
  const reconciled = await reconcileCheckouts(all ? endOfTime : beganAt, {
    timeLeft,
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
  // Their pages go on with them too; this is for those that nobody looks at.
  if (timeLeft() > 0)
    await continueRedrives(timeLeft).catch((error) => log.error('Redrives not gone on with', { error }))
  return { ...reconciled, ...(all && unfinished && { next: { all, goesOnFrom: goesOnFrom ?? beganAt } }) }
}
