import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'

const { Count, Milliseconds, NoUnit } = MetricUnit

/** Every metric of the shop. Its dimension `service` is POWERTOOLS_SERVICE_NAME. */
const units = {
  OrdersConfirmed: Count,
  /** By `reason` too. */
  OrdersFailed: Count,
  /** Of confirmed orders, in units of the currency: 149.5. */
  Revenue: NoUnit,
  /** From checkout to the last fact. */
  SettleTime: Milliseconds,
  MessagesHandled: Count,
  MessagesFailed: Count,
  /** Of the failed ones, those that no redelivery can mend. */
  Malformed: Count,
  /** Received more than once. */
  Redelivered: Count,
  /** From the event's time, which EventBridge gives in seconds, to the moment a function takes it up. */
  MessageAge: Milliseconds,
  PublishFailed: Count,
  ReconcilerRepublished: Count,
  ReconcilerFailed: Count,
  /** Open checkouts published ten times or more: somebody has to look. */
  ReconcilerGaveUp: Count,
} as const

export type Measured = { [Name in keyof typeof units]?: number | readonly number[] }

const metrics = new Metrics({ namespace: 'Swoon' })

/**
 * Writes one line in CloudWatch's embedded metric format, which names no order and no shopper. Nothing is awaited
 * between collecting and writing, so calls side by side do not mix.
 *
 * @param by further dimensions of few values each; the metric is then kept with and without them
 */
export function measure(measured: Measured, by?: Record<string, string>) {
  for (const name of Object.keys(measured) as (keyof Measured)[])
    for (const value of [measured[name] ?? []].flat()) metrics.addMetric(name, units[name], value)
  if (by) metrics.addDimensions({}).addDimensions(by)
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics()
}
