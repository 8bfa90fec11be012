/** Every metric of the shop. Its dimension `service` is POWERTOOLS_SERVICE_NAME; POWERTOOLS_METRICS_DISABLED silences all. */
const units = {
  OrdersConfirmed: 'Count',
  /** By `reason` too. */
  OrdersFailed: 'Count',
  /** By their shoppers, some after they were confirmed: beside OrdersConfirmed and Revenue, which stand. */
  OrdersCancelled: 'Count',
  /** Written for each event of an order whose facts no purchase comes by: somebody forged one. */
  OrdersContradictory: 'Count',
  /** Of confirmed orders, in units of the currency: 149.5. */
  Revenue: 'None',
  /** From checkout to the last fact. */
  SettleTime: 'Milliseconds',
  MessagesHandled: 'Count',
  MessagesFailed: 'Count',
  /** Of the failed ones, those that no redelivery can mend. */
  Malformed: 'Count',
  /** Received more than once. */
  Redelivered: 'Count',
  /** From the event's time, which EventBridge gives in seconds, to the moment a function takes it up. */
  MessageAge: 'Milliseconds',
  PublishFailed: 'Count',
  /** Mails about orders, and about what is back in stock, to an address that no mail reaches. */
  MailsRefused: 'Count',
  /** Rows of a table, by `table` too, that are not as their schema says. */
  RowsUnreadable: 'Count',
  /** Pieces of cancelled orders whose product was deleted before they came back. */
  StockLost: 'Count',
  ReconcilerRepublished: 'Count',
  ReconcilerFailed: 'Count',
  /** Open checkouts published ten times or more: somebody has to look. */
  ReconcilerGaveUp: 'Count',
  /** Since its checkout, of the oldest one that the reconciler found due; nought where none was. */
  OldestOpenCheckout: 'Seconds',
} as const

export type Measured = { [Name in keyof typeof units]?: number | readonly number[] | undefined }

const namespace = 'Swoon'

/**
 * Writes one line in CloudWatch's embedded metric format, which names no order and no shopper:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * @param by further dimensions of few values each; a metric, of at most 100 values, is kept with and without them
 */
export function measure(measured: Measured, by: Record<string, string> = {}) {
  if (process.env.POWERTOOLS_METRICS_DISABLED === 'true') return
  const metrics = Object.entries(measured).filter(([, value]) => [value ?? []].flat().length > 0)
  const dimensions = [['service'], ...(Object.keys(by).length > 0 ? [['service', ...Object.keys(by)]] : [])]
  const described = {
    Namespace: namespace,
    Dimensions: dimensions,
    Metrics: metrics.map(([name]) => ({ Name: name, Unit: units[name as keyof Measured] })),
  }
  const line = {
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [described] },
    service: process.env.POWERTOOLS_SERVICE_NAME ?? 'service_undefined',
    ...by,
    ...Object.fromEntries(metrics),
  }
  // Not through console, before whose lines Lambda puts words of its own.
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
