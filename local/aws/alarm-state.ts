import type { Alarm } from '../topology.ts'
import type { Metrics } from './metrics.ts'

type Watched = Omit<Alarm, 'alarmActions' | 'name'>
export type Judged = { state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'; reason: string }

const minuteMs = 60_000

/** What is measured here; of anything else nothing is known, and nothing is pretended. */
const isMeasured = ({ namespace, metricName }: Watched) =>
  namespace === 'Swoon' ||
  ['AWS/SQS ApproximateNumberOfMessagesVisible', 'AWS/Lambda Errors'].includes(`${namespace} ${metricName}`)

const compare = {
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
}

/**
 * The state of an alarm over its last periods, of which the last one ends with this minute. What was before `since`, when this AWS
 * began, is no missing data.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function judge(
  alarm: Watched,
  metrics: Metrics,
  { now, since }: { now: number; since: number },
): Judged {
  const { period, evaluationPeriods, datapointsToAlarm = evaluationPeriods, treatMissingData } = alarm
  if (!isMeasured(alarm))
    return { state: 'INSUFFICIENT_DATA', reason: 'npm start does not measure this: AWS does.' }
  // What is invoked elsewhere, as the site is, looks the same.
  const everInvoked = () => metrics.read(alarm, 'SampleCount', 0, Number.POSITIVE_INFINITY) !== undefined
  if (alarm.namespace === 'AWS/Lambda' && !everInvoked())
    return { state: 'INSUFFICIENT_DATA', reason: 'No invocation was seen here.' }
  const end = Math.floor(now / minuteMs) * minuteMs + minuteMs
  const periods = Array.from({ length: evaluationPeriods }, (_, back) => {
    const to = end - back * period * 1000
    const from = to - period * 1000
    return { isLived: from >= since, value: metrics.read(alarm, alarm.statistic, from, to) }
  })
  const breaching = periods.filter(({ value, isLived }) =>
    value === undefined
      ? isLived && treatMissingData === 'breaching'
      : compare[alarm.comparisonOperator](value, alarm.threshold),
  )
  const found = periods.flatMap(({ value }) => value ?? [])
  const said = found.length > 0 ? `Last: ${found[0]}, against ${alarm.threshold}.` : 'No data.'
  if (breaching.length >= datapointsToAlarm) return { state: 'ALARM', reason: said }
  if (found.length > 0 || treatMissingData === 'notBreaching') return { state: 'OK', reason: said }
  return { state: 'INSUFFICIENT_DATA', reason: said }
}
