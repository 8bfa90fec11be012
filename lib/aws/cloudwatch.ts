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

export type Sum = { metric: string; queue: string; values: number[] }

/** The sums of metrics of queues by the minute, from a moment on. */
export async function sumsOf(
  asked: readonly Omit<Sum, 'values'>[],
  StartTime: Date,
  EndTime: Date,
): Promise<Sum[]> {
  const MetricDataQueries = asked.map(({ metric: MetricName, queue }, index) => {
    const Dimensions = [{ Name: 'QueueName', Value: queue }]
    const Metric = { Namespace: 'AWS/SQS', MetricName, Dimensions }
    return { Id: `m${index}`, MetricStat: { Metric, Period: 60, Stat: 'Sum' } }
  })
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime }),
  )
  return asked.map((one, index) => ({
    ...one,
    values: MetricDataResults.find(({ Id }) => Id === `m${index}`)?.Values ?? [],
  }))
}
