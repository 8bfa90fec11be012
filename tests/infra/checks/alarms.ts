import type { Alarm, Deployment } from '../deployment'
import {
  busDeadLetters,
  functions,
  oldestCheckoutSeconds,
  oldestMessageSeconds,
  queues,
  site,
} from '../design'
import { differences, type Finding, membership, sameAs } from './finding'

type Wanted = Omit<Alarm, 'name' | 'ownArn' | 'alarmActions' | 'queue' | 'function'>

/** Rings at the first minute in which there is any. */
const atOnce = {
  statistic: 'Sum',
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 0,
  period: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: undefined,
  treatMissingData: 'notBreaching',
}
/** A fault of five minutes passes by. */
const lasting = { ...atOnce, period: 300, evaluationPeriods: 3 }

const onQueue = (QueueName: string, metricName: string, threshold: number): Wanted => ({
  ...{ ...atOnce, namespace: 'AWS/SQS', metricName, dimensions: { QueueName } },
  ...{ statistic: 'Maximum', threshold },
})
const onFunction = (FunctionName: string, metricName: string, how: Partial<Wanted> = {}): Wanted => ({
  ...{ ...atOnce, namespace: 'AWS/Lambda', metricName, dimensions: { FunctionName }, ...how },
})
const own = (service: string, metricName: string, how: Partial<Wanted> = {}): Wanted => ({
  ...{ ...atOnce, namespace: 'Swoon', metricName, dimensions: { service }, ...how },
})

const ofReconciler = {
  reconciler: own('reconcile', 'ReconcilerGaveUp'),
  'oldest open checkout': own('reconcile', 'OldestOpenCheckout', {
    statistic: 'Maximum',
    threshold: oldestCheckoutSeconds,
    evaluationPeriods: 60,
    datapointsToAlarm: 1,
  }),
  'silent reconciler': own('reconcile', 'ReconcilerRepublished', {
    statistic: 'SampleCount',
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    evaluationPeriods: 5,
    treatMissingData: 'breaching',
  }),
  'events of the schedule': onFunction('reconcile', 'AsyncEventsDropped'),
}

const publishing = ['inventory', 'payment', 'reconcile', 'site']

/** Every alarm there has to be, by what it is about. Functions are called as in the logs. */
function wantedIn({ queues: found }: Deployment): Record<string, Wanted> {
  const deadLetters = new Set([
    ...found.flatMap(({ redrive }) => redrive?.to ?? []),
    ...queues.map((queue) => `${queue}Dlq`),
    busDeadLetters,
  ])
  const depth = 'ApproximateNumberOfMessagesVisible'
  const age = 'ApproximateAgeOfOldestMessage'
  return {
    ...ofReconciler,
    ...named([...deadLetters], 'depth', (queue) => onQueue(queue, depth, 0)),
    ...named(queues, 'age', (queue) => onQueue(queue, age, oldestMessageSeconds)),
    ...named(publishing, 'publishing', (service) => own(service, 'PublishFailed', lasting)),
    ...named([...Object.keys(functions), 'site'], 'errors', (name) => onFunction(name, 'Errors', lasting)),
    ...named(Object.keys(functions), 'throttles', (name) => onFunction(name, 'Throttles', lasting)),
    'site throttles': onFunction('site', 'Throttles'),
    'site faults': onFunction('site', 'Url5xxCount', { period: 300, threshold: 5 }),
    'contradictory orders': own('ordering', 'OrdersContradictory'),
  }
}

const named = (names: readonly string[], what: string, make: (name: string) => Wanted) =>
  Object.fromEntries(names.map((name) => [`${name} ${what}`, make(name)]))

/** Everything that may fail silently has its alarm, and somebody hears it. */
export function checkAlarms(deployment: Deployment): Finding[] {
  const { topics } = deployment
  const alarms = deployment.alarms.map((alarm) => ({ ...alarm, dimensions: inWords(alarm, deployment) }))
  return [
    ...Object.entries(wantedIn(deployment)).flatMap(([what, wanted]) => {
      const alarm = alarms.find((alarm) => watched.every((part) => sameAs(alarm[part], wanted[part])))
      return alarm
        ? differences(alarm.name, alarm, wanted)
        : [`${what}: no alarm watches ${wanted.namespace} ${wanted.metricName}`]
    }),
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

const watched = ['namespace', 'metricName', 'dimensions'] as const

/** The dimensions with the names of sst.config.ts and of the logs. */
function inWords({ queue, function: component, dimensions }: Alarm, { functions }: Deployment) {
  if (queue) return { QueueName: queue }
  if (!component) return dimensions
  const name = functions.find((fn) => fn.component === component)?.name ?? component
  return { FunctionName: name.startsWith(site.name) ? 'site' : name }
}
