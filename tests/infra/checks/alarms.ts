import type { Alarm, Deployment } from '../deployment'
import { busDeadLetters, oldestMessageSeconds, queues } from '../design'
import { differences, type Finding, membership } from './finding'

const perMinute = {
  period: 60,
  evaluationPeriods: 1,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
}
const depth = {
  namespace: 'AWS/SQS',
  metricName: 'ApproximateNumberOfMessagesVisible',
  statistic: 'Maximum',
  threshold: 0,
}
const age = {
  namespace: 'AWS/SQS',
  metricName: 'ApproximateAgeOfOldestMessage',
  statistic: 'Maximum',
  threshold: oldestMessageSeconds,
}
export const gaveUp = {
  namespace: 'Swoon',
  metricName: 'ReconcilerGaveUp',
  statistic: 'Sum',
  threshold: 0,
}

/** An alarm on every dead-letter queue's depth, every queue's oldest message and the reconciler's give-ups, and who hears them. */
export function checkAlarms({ alarms, topics, queues: found }: Deployment): Finding[] {
  const deadLetters = new Set([
    ...found.flatMap(({ redrive }) => redrive?.to ?? []),
    ...queues.map((queue) => `${queue}Dlq`),
    busDeadLetters,
  ])
  return [
    ...[...deadLetters].flatMap((queue) => checkAlarm(`${queue} depth`, find(alarms, depth, queue), depth)),
    ...queues.flatMap((queue) => checkAlarm(`${queue} age`, find(alarms, age, queue), age)),
    ...checkAlarm('reconciler', find(alarms, gaveUp), gaveUp),
    ...alarms.flatMap(({ name, alarmActions }) =>
      membership(
        `${name}: action`,
        alarmActions.map((arn) => arn.split(':').at(-1) ?? arn),
        topics,
      ),
    ),
    ...(topics.length === 1 ? [] : [`alarms: ${topics.length} topics tell of them, not 1`]),
  ]
}

type Metric = Pick<Alarm, 'namespace' | 'metricName' | 'statistic' | 'threshold'>

const find = (alarms: Alarm[], { namespace, metricName }: Metric, queue?: string) =>
  alarms.find(
    (alarm) => alarm.namespace === namespace && alarm.metricName === metricName && alarm.queue === queue,
  )

function checkAlarm(what: string, alarm: Alarm | undefined, metric: Metric): Finding[] {
  if (!alarm) return [`${what}: no alarm watches ${metric.namespace} ${metric.metricName}`]
  return differences(alarm.name, alarm, { ...metric, ...perMinute })
}
