import * as z from 'zod'
import { type Deployment, type LambdaFunction, nameIn } from '../deployment'
import type { Metric } from './emf'
import { eventOn, mappingOf } from './iam'
import type { Use } from './record'

/** What Lambda does with the role of a function that a queue feeds: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const eventSource = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']

/** Every function may do, and is linked to, exactly what it was seen to use. */
export const checkUse = (deployment: Deployment, uses: readonly Use[]): string[] => [
  ...deployment.functions
    .filter(({ name }) => !name.startsWith('SiteImage') && !uses.some((use) => use.name === name))
    .map(({ name }) => `${name}: was not recorded`),
  ...uses.flatMap((use) => {
    const fn = deployment.functions.find(({ name }) => name === use.name)
    return fn ? checkFunction(deployment, fn, use) : [`${use.name}: is not deployed`]
  }),
  ...checkMetrics(deployment, uses),
]

const textOf = ({ namespace, metricName, dimensions }: Metric) =>
  `${namespace} ${metricName} of ${JSON.stringify(dimensions)}`

/** An alarm on a metric of our own watches one that a function writes: a dimension too many, and it never rings. */
function checkMetrics({ alarms }: Deployment, uses: readonly Use[]): string[] {
  const written = uses.flatMap(({ metrics }) => metrics.map(textOf))
  return alarms
    .filter((alarm) => !alarm.namespace.startsWith('AWS/') && !written.includes(textOf(alarm)))
    .map((alarm) => `${alarm.name}: watches ${textOf(alarm)}, which no function writes`)
}

function checkFunction(deployment: Deployment, fn: LambdaFunction, use: Use): string[] {
  const granted = grantsOf(deployment, fn)
  const used = usedBy(deployment, fn, use)
  const links = Object.keys(fn.links)
  const not = (list: string[], one: string) => !list.includes(one)
  return [
    ...use.faults,
    ...use.unreached.map((place) => `${place} was not reached: lead there in tests/infra/use/drive-*.ts`),
    ...used.filter((one) => not(granted, one)).map((one) => `uses ${one}, which it is not allowed`),
    ...granted.filter((one) => not(used, one)).map((one) => `is allowed ${one}, which it never uses`),
    ...use.links.filter((one) => not(links, one)).map((one) => `reads ${one}, which is not linked`),
    ...links.filter((one) => not(use.links, one)).map((one) => `is linked to ${one}, which it never reads`),
  ].map((fault) => `${use.name}: ${fault}`)
}

/** As `dynamodb:PutItem on OrderTable`. */
function grantsOf({ roles, mappings }: Deployment, { role }: LambdaFunction) {
  const mapped = (place: string) => mappings.find(({ name }) => name === place)?.queue
  const statements = roles.find(({ name }) => name === role)?.statements ?? []
  return statements.flatMap(({ Action, Resource, Condition }) =>
    [Action].flat().flatMap((action) =>
      [Resource].flat().flatMap((arn) => {
        const queue = mapped(placeIn(arn))
        const place = queue ? mappingOf(queue) : placeIn(arn)
        const places = action === 'events:PutEvents' ? eventsGranted(place, Condition) : [place]
        return places.map((one) => `${action} on ${one}`)
      }),
    ),
  )
}

const Values = z.record(z.string(), z.array(z.string())).default({})
const Conditions = z.object({ 'ForAllValues:StringEquals': Values, Null: Values }).prefault({})

/**
 * Every kind of event that a statement lets onto the bus; a condition that is not there lets any. "All values" holds of
 * none too, so a key counts only where it may not be absent.
 */
function eventsGranted(bus: string, condition: unknown) {
  const { 'ForAllValues:StringEquals': allowed, Null } = Conditions.parse(condition)
  const valuesOf = (key: string) =>
    (Null[key]?.every((value) => value === 'false') && allowed[key]) || [undefined]
  return valuesOf('events:source').flatMap((source) =>
    valuesOf('events:detail-type').map((type) => eventOn(bus, { source, type })),
  )
}

function usedBy({ mappings }: Deployment, { component }: LambdaFunction, { permissions }: Use) {
  const polled = mappings.filter((mapping) => mapping.function === component)
  return [
    ...permissions.map(({ action, on }) => `${action} on ${on}`),
    ...polled.flatMap(({ queue }) => eventSource.map((action) => `${action} on ${queue}`)),
  ]
}

/** `OrderTable`, `ProductTable/index/byCategory`, `OrderQueue`: an ARN in the words of the recording. */
function placeIn(arn: string) {
  const [table = '', ...index] = arn.replace(/:\*$/, '').split(/(?=\/index\/)/)
  return [nameIn(table), ...index].join('')
}
