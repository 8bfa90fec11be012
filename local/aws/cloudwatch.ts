import type { SQS } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { type Known, resolveReferences } from '../topology/references.ts'
import type { Alarm } from '../topology.ts'
import { type Judged, judge } from './alarm-state.ts'
import type { Callers } from './callers.ts'
import { type Metrics, statistics } from './metrics.ts'
import { action, serveJson } from './server.ts'

type Options = {
  callers: Callers
  sqs: SQS
  metrics: Metrics
  alarms: readonly Alarm[]
  known: () => Known
}

const DescribeAlarms = z.strictObject({
  AlarmNamePrefix: z.string().optional(),
  AlarmNames: z.array(z.string()).optional(),
  MaxRecords: z.int().optional(),
})
const Dimensions = z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([])
const Query = z.strictObject({
  Id: z.string(),
  MetricStat: z.strictObject({
    Metric: z.strictObject({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
    Period: z.int().multipleOf(60),
    Stat: z.enum(statistics),
  }),
})
const GetMetricData = z.strictObject({
  MetricDataQueries: z.array(Query).min(1).max(500),
  StartTime: z.number(),
  EndTime: z.number(),
})

/**
 * Starts CloudWatch on a free port of 127.0.0.1, which judges the alarms of sst.config.ts when it is asked, and answers what was
 * measured by the minute. No alarm tells anybody.
 */
export function startCloudWatch({ callers, sqs, metrics, alarms, known }: Options) {
  const since = Date.now()
  const judged = new Map<string, Judged & { at: number }>()

  async function look(queue: string) {
    const QueueUrl = known().get(`${queue}.url`)
    const name = 'ApproximateNumberOfMessages'
    const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: [name] })
    const metricName = 'ApproximateNumberOfMessagesVisible'
    metrics.set(
      { namespace: 'AWS/SQS', metricName, dimensions: { QueueName: queue } },
      Number(Attributes?.[name] ?? 0),
    )
  }

  function described(alarm: Omit<Alarm, 'alarmActions'>) {
    const now = Date.now()
    const before = judged.get(alarm.name)
    const found = judge(alarm, metrics, { now, since })
    const at = before?.state === found.state ? before.at : now
    judged.set(alarm.name, { ...found, at })
    return {
      AlarmName: alarm.alarmName,
      AlarmDescription: alarm.alarmDescription,
      Namespace: alarm.namespace,
      MetricName: alarm.metricName,
      Dimensions: Object.entries(alarm.dimensions).map(([Name, Value]) => ({ Name, Value })),
      Statistic: alarm.statistic,
      ComparisonOperator: alarm.comparisonOperator,
      Threshold: alarm.threshold,
      Period: alarm.period,
      EvaluationPeriods: alarm.evaluationPeriods,
      TreatMissingData: alarm.treatMissingData,
      StateValue: found.state,
      StateReason: found.reason,
      StateUpdatedTimestamp: at / 1000,
    }
  }

  return serveJson(
    'GraniteServiceVersion20100801',
    {
      DescribeAlarms: action(DescribeAlarms, async ({ AlarmNamePrefix = '', AlarmNames }) => {
        // Whom an alarm tells is nobody here.
        const watching = alarms.map(({ alarmActions: _, ...alarm }) => alarm)
        const asked: typeof watching = JSON.parse(resolveReferences(JSON.stringify(watching), known()))
        const queues = asked
          .filter(({ metricName }) => metricName === 'ApproximateNumberOfMessagesVisible')
          .flatMap(({ dimensions }) => dimensions.QueueName ?? [])
        await Promise.all(queues.map(look))
        const found = asked.filter(
          ({ alarmName }) =>
            alarmName.startsWith(AlarmNamePrefix) && (AlarmNames?.includes(alarmName) ?? true),
        )
        return { MetricAlarms: found.map(described), CompositeAlarms: [] }
      }),
      GetMetricData: action(GetMetricData, ({ MetricDataQueries, StartTime, EndTime }) => ({
        MetricDataResults: MetricDataQueries.map(({ Id, MetricStat: { Metric, Period, Stat } }) => {
          const dimensions = Object.fromEntries(Metric.Dimensions.map(({ Name, Value }) => [Name, Value]))
          const metric = { namespace: Metric.Namespace, metricName: Metric.MetricName, dimensions }
          const first = Math.floor(StartTime / Period) * Period
          const starts = Array.from(
            { length: Math.max(0, Math.ceil((EndTime - first) / Period)) },
            (_, index) => first + index * Period,
          ).reverse()
          const points = starts.flatMap((at) => {
            const value = metrics.read(metric, Stat, at * 1000, (at + Period) * 1000)
            return value === undefined ? [] : [{ at, value }]
          })
          return {
            ...{ Id, Label: Metric.MetricName, StatusCode: 'Complete' },
            Timestamps: points.map(({ at }) => at),
            Values: points.map(({ value }) => value),
          }
        }),
      })),
    },
    callers,
  )
}
