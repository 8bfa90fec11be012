import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch'
import { clientConfig } from './client-config'

const cloudWatch = new CloudWatchClient({ ...clientConfig, cacheMiddleware: true })

/** All alarms whose names begin so; a page has as many as there may be of a stage. */
export async function alarmsNamed(AlarmNamePrefix: string): Promise<MetricAlarm[]> {
  const { MetricAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix, MaxRecords: 100 }),
  )
  return MetricAlarms
}

/** `at` is when it begins, in ms. */
export type Minute = { at: number; value: number }

/** The sums of metrics of queues by the minute, from a moment on, in no order; of some minutes nothing is known. */
export async function sumsOf<Asked extends { metric: string; queue: string }>(
  asked: readonly Asked[],
  StartTime: Date,
  EndTime: Date,
): Promise<(Asked & { minutes: Minute[] })[]> {
  const MetricDataQueries = asked.map(({ metric: MetricName, queue }, index) => {
    const Dimensions = [{ Name: 'QueueName', Value: queue }]
    const Metric = { Namespace: 'AWS/SQS', MetricName, Dimensions }
    return { Id: `m${index}`, MetricStat: { Metric, Period: 60, Stat: 'Sum' } }
  })
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime }),
  )
  return asked.map((one, index) => {
    const { Timestamps = [], Values = [] } = MetricDataResults.find(({ Id }) => Id === `m${index}`) ?? {}
    return { ...one, minutes: Timestamps.map((at, nth) => ({ at: at.getTime(), value: Values[nth] ?? 0 })) }
  })
}
