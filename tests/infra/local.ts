import { expect } from 'vitest'
import type { LambdaFunction, Topology } from '../../local/topology'
import { resolveReferences } from '../../local/topology/references'
import { account, arnOf, region } from './evaluation/mocks'
import { type Graph, secretValue } from './graph'

type Inputs = Record<string, unknown>
type Named = Record<string, Inputs>
type Compute = { links: string[]; environment: Record<string, string> }

const lambda = 'aws:lambda/function:Function'
const mapping = 'EventSourceMapping aws:lambda/eventSourceMapping:EventSourceMapping'
const arnIn = (service: string, name: string) => `arn:aws:${service}:${region}:${account}:${name}`

/** What the stand-ins of local/topology read of sst.config.ts, as the inputs that a deploy gives Pulumi. */
export function inputsFrom(given: Topology, { resources, builds }: Graph): Named {
  const componentOf = (handler: string) => builds.find((build) => build.handler === handler)?.function
  const mappingOf = (component: string) => `${component.replace(/Function$/, '')}EventSourceMapping`
  const known = new Map(given.secrets.map((name) => [`${name}.value`, secretValue(name)]))
  for (const { type, name, inputs } of resources) {
    const called = name.replace(/(?<=.)(Table|Queue|Bus|LinkRef)$/, '')
    if (type.startsWith('aws:'))
      known.set(`${called}.name`, name).set(`${called}.arn`, arnOf({ type, name, inputs }))
    if (type === 'sst:sst:LinkRef')
      for (const attribute of ['url', 'sender'])
        known.set(`${called}.${attribute}`, String(Object(inputs.properties)[attribute]))
  }
  for (const { name, file, exported, trigger } of given.functions) {
    const component = componentOf(`${file.replace(/\.ts$/, '')}.${exported}`) ?? name
    known.set(`${name}.name`, `${component}Function`)
    if ('queue' in trigger) known.set(`${name}.uuid`, `${mappingOf(component)}-uuid`)
  }
  for (const { name } of given.sites) known.set(`${name}.name`, `${name}ServerUseast1Function`)
  const topology: Topology = JSON.parse(resolveReferences(JSON.stringify(given), known))
  const { tables, queues, queuePolicies, buses, rules, targets, functions, sites, links } = topology
  const nothing = (type: string, names: string[]): Named =>
    Object.fromEntries(names.map((name) => [`${name} ${type}`, {}]))

  function functionInputs({ name, file, exported, trigger, ...fn }: LambdaFunction): Named {
    const handler = `${file.replace(/\.ts$/, '')}.${exported}`
    const component = componentOf(handler) ?? name
    const arn = arnIn('lambda', `function:${component}Function`)
    const source: Named =
      'schedule' in trigger
        ? {
            [`${component.replace(/Handler$/, '')}Schedule aws:scheduler/schedule:Schedule`]: {
              scheduleExpression: trigger.schedule,
              target: expect.objectContaining({ arn, input: trigger.event }),
            },
          }
        : {
            [`${component.replace(/Function$/, '')}${mapping}`]: {
              eventSourceArn: arnIn('sqs', `${trigger.queue}Queue`),
              functionName: arn,
              batchSize: trigger.batchSize,
              maximumBatchingWindowInSeconds: 0,
              functionResponseTypes: trigger.partialResponses ? ['ReportBatchItemFailures'] : undefined,
              scalingConfig: trigger.maximumConcurrency && { maximumConcurrency: trigger.maximumConcurrency },
            },
          }
    const inputs = { handler, timeout: fn.timeoutSeconds, memorySize: fn.memoryMb }
    return { ...source, ...computeInputs(component, fn, inputs) }
  }

  const computeInputs = (name: string, { links, environment }: Compute, inputs: Inputs = {}): Named => ({
    [`${name} bundle`]: { links: links.toSorted() },
    [`${name}Function ${lambda}`]: { ...inputs, environment: { variables: environment } },
  })

  return Object.assign(
    { app: { name: topology.app.name, stage: topology.app.stage } },
    nothing('aws:sns/topic:Topic', topology.topics),
    nothing('sst:sst:Secret', topology.secrets),
    nothing(
      'aws:cloudwatch/eventBus:EventBus',
      buses.map(({ name }) => `${name}Bus`),
    ),
    ...topology.alarms.map(({ name, alarmName, ...alarm }) => ({
      [`${name} aws:cloudwatch/metricAlarm:MetricAlarm`]: { ...alarm, name: alarmName },
    })),
    ...tables.map(({ name, fields, hashKey, rangeKey, indexes, ttl }) => ({
      [`${name}Table aws:dynamodb/table:Table`]: {
        hashKey,
        rangeKey,
        attributes: Object.entries(fields).map(([name, type]) => ({ name, type })),
        globalSecondaryIndexes: indexes.map(({ projection, ...index }) => ({
          ...index,
          ...(typeof projection === 'string'
            ? { projectionType: projection }
            : { projectionType: 'INCLUDE', nonKeyAttributes: projection }),
        })),
        ttl: ttl && { enabled: true, attributeName: ttl },
      },
    })),
    ...queues.map(({ name, deadLetters, ...queue }) => ({
      [`${name}Queue aws:sqs/queue:Queue`]: {
        delaySeconds: 0,
        messageRetentionSeconds: undefined,
        ...queue,
        redrivePolicy: deadLetters && {
          deadLetterTargetArn: deadLetters.arn,
          maxReceiveCount: deadLetters.maxReceiveCount,
        },
      },
    })),
    ...queuePolicies.map(({ name, queueUrl, policy }) => ({
      [`${name} aws:sqs/queuePolicy:QueuePolicy`]: { queueUrl, policy: JSON.parse(policy) },
    })),
    ...rules.map(({ name, bus, pattern }) => ({
      [`${name} aws:cloudwatch/eventRule:EventRule`]: {
        eventBusName: bus,
        eventPattern: JSON.parse(pattern),
      },
    })),
    ...targets.map(({ name, id, rule, bus, arn, deadLetterArn, retry }) => ({
      [`${name} aws:cloudwatch/eventTarget:EventTarget`]: {
        ...{ rule, eventBusName: bus, targetId: id, arn, retryPolicy: retry },
        deadLetterConfig: deadLetterArn && { arn: deadLetterArn },
      },
    })),
    ...functions.map(functionInputs),
    ...sites.map((site) => computeInputs(`${site.name}ServerUseast1`, site)),
    ...links.map(({ name, properties: { type, ...properties } }) => ({
      [`${name}LinkRef sst:sst:LinkRef`]: { properties },
    })),
  )
}

/** Variables that the deployment or OpenNext adds to what sst.config.ts says. */
const added = /^(SST_|CACHE_BUCKET_)/

/** Of the kinds of resources in `wanted` all that are deployed, with the inputs that are named there. */
export function deployedLike(wanted: Named, { app, resources, builds }: Graph): Named {
  const kinds = new Set(Object.keys(wanted).map((key) => key.split(' ')[1]))
  const bundles = builds.map(({ function: name, links }) => ({
    ...{ type: 'bundle', name },
    inputs: { links: Object.keys(links).sort() },
  }))
  const found = [...resources, ...bundles]
    .filter(({ type, name }) => kinds.has(type) && !name.startsWith('SiteImage'))
    .map(({ type, name, inputs }): [string, Inputs] => [`${name} ${type}`, withoutAdded(inputs)])
  const all = Object.entries({ app, ...Object.fromEntries(found) })
  return Object.fromEntries(
    all.map(([key, inputs]) => {
      const named = Object.keys(wanted[key] ?? inputs).map((name) => [name, Object(inputs)[name]])
      return [key, Object.fromEntries(named)]
    }),
  )
}

function withoutAdded({ environment, ...inputs }: Inputs): Inputs {
  if (!environment) return inputs
  const variables = Object.entries(Object(environment).variables).filter(([name]) => !added.test(name))
  return { ...inputs, environment: { variables: Object.fromEntries(variables) } }
}
