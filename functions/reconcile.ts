import { endOfTime, reconcileCheckouts } from '../lib/checkout/reconcile-checkouts'
import { log } from '../lib/log'

/** On its schedule takes what is due; `{"all": true}` takes every open checkout, for an operator or after a restart. */
export async function handler(event?: { all?: boolean }) {
  const reconciled = await reconcileCheckouts(event?.all ? endOfTime : new Date().toISOString())
  const { published, failed, overdue } = reconciled
  if (published + failed > 0) log.info('Reconciled', { published, failed, overdue })
  if (overdue > 0) gaveUp(overdue)
  return reconciled
}

/** Embedded metric format: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
function gaveUp(overdue: number) {
  const metric = {
    Namespace: 'Swoon',
    Dimensions: [[]],
    Metrics: [{ Name: 'ReconcilerGaveUp', Unit: 'Count' }],
  }
  console.log(
    JSON.stringify({
      _aws: { Timestamp: Date.now(), CloudWatchMetrics: [metric] },
      ReconcilerGaveUp: overdue,
    }),
  )
}
