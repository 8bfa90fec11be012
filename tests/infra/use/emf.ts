/** A metric as CloudWatch keeps it; an alarm has to name all dimensions, with their values. */
export type Metric = { namespace: string; metricName: string; dimensions: Record<string, string> }

type Directive = { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }

/** What a line in the embedded metric format makes CloudWatch count; nothing for any other line. */
export function metricsIn(line: string): Metric[] {
  const start = line.indexOf('{"_aws"')
  if (start < 0) return []
  const { _aws, ...values } = JSON.parse(line.slice(start))
  return (_aws.CloudWatchMetrics as Directive[]).flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Metrics.filter(({ Name }) => Name in values).flatMap(({ Name: metricName }) =>
      Dimensions.map((names) => ({
        namespace,
        metricName,
        dimensions: Object.fromEntries(names.map((name) => [name, String(values[name])])),
      })),
    ),
  )
}
