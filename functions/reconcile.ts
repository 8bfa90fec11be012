import { endOfTime, reconcileCheckouts } from '../lib/checkout/reconcile-checkouts'
import { log } from '../lib/log'
import { measure } from '../lib/metrics'

/** On its schedule takes what is due; `{"all": true}` takes every open checkout, for an operator or after a restart. */
export async function handler(event?: { all?: boolean }) {
  const reconciled = await reconcileCheckouts(event?.all ? endOfTime : new Date().toISOString())
  const { published, failed, overdue, oldestSeconds } = reconciled
  if (published + failed > 0) log.info('Reconciled', { published, failed, overdue })
  // Noughts too: a minute without them is a minute in which the reconciler did not run.
  measure({
    ReconcilerRepublished: published,
    ReconcilerFailed: failed,
    ReconcilerGaveUp: overdue,
    OldestOpenCheckout: oldestSeconds,
  })
  return reconciled
}
