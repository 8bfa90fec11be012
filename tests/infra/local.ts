import type { Topology } from '../../local/topology'
import { type Deployment, nameIn } from './deployment'
import { statementsIn } from './resources'

const byText = (a: string, b: string) => (a < b ? -1 : 1)
const asNamed = (name: string) => ({ name })

/** Every list by the names in it. */
export const inOrder = (parts: ReturnType<typeof comparable>) =>
  Object.fromEntries(
    Object.entries(parts).map(([part, list]) => [
      part,
      Array.isArray(list) ? [...list].sort((a, b) => byText(a.name, b.name)) : list,
    ]),
  )

/** Variables that the deployment or OpenNext adds to what sst.config.ts says. */
const added = /^(SST_|CACHE_BUCKET_)/
const ownVariables = (environment: Record<string, string>) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !added.test(name)))

/** What local/topology.ts reads of sst.config.ts is what a deploy makes of it, without what only AWS has. */
export function comparable(deployment: Deployment) {
  const { app, tables, queues, buses, rules, targets, functions, mappings, schedules, links } = deployment
  return {
    app: { name: app.name, stage: app.stage },
    tables: tables.map(({ name, keys, fields, indexes, ttl }) => ({ name, keys, fields, indexes, ttl })),
    queues: queues.map(({ name, visibilityTimeoutSeconds, retentionSeconds, redrive, delaySeconds }) => ({
      name,
      visibilityTimeoutSeconds,
      retentionSeconds,
      redrive,
      delaySeconds,
    })),
    queuePolicies: deployment.queuePolicies.map(({ name, queue, statements }) => ({
      name,
      queue,
      statements: statementsIn(JSON.stringify({ Statement: statements }).replace(/arn:[^"]+/g, nameIn)),
    })),
    buses,
    rules: rules.map(({ name, bus, pattern }) => ({ name, bus, pattern })),
    targets,
    functions: functions
      .filter(({ handler }) => handler.startsWith('functions/'))
      .map(({ name, component, handler, timeoutSeconds, memoryMb, environment, links }) => {
        const mapping = mappings.find((mapping) => mapping.function === component)
        const schedule = schedules.find((schedule) => schedule.function === component)
        return {
          name,
          handler,
          timeoutSeconds,
          memoryMb,
          environment: ownVariables(environment),
          links: Object.keys(links).sort(byText),
          queue: mapping?.queue,
          batchSize: mapping?.batchSize,
          windowSeconds: mapping?.windowSeconds,
          partialResponses: mapping?.partialResponses,
          maximumConcurrency: mapping?.maximumConcurrency,
          schedule: schedule?.expression,
          event: schedule?.event,
        }
      }),
    sites: functions
      .filter(({ name }) => name.startsWith('SiteServer'))
      .map(({ environment, links }) => ({
        name: 'Site',
        environment: ownVariables(environment),
        links: Object.keys(links).sort(byText),
      })),
    secrets: deployment.secrets.map(asNamed),
    alarms: deployment.alarms.map(({ name }) => ({ name })),
    topics: deployment.topics.map(asNamed),
    links: links.map(({ name, type, properties }) => ({
      name,
      type,
      properties: Object.keys(properties).sort(byText),
    })),
  }
}

/** A reference as the name of what it refers to. */
const nameOf = (reference: string) => reference.replace(/\$\{(\w+)\.\w+\}/g, '$1')

const keysOf = ({ hashKey, rangeKey }: { hashKey: string; rangeKey?: string }) =>
  [hashKey, rangeKey].filter((key) => key !== undefined)

/** The topology in the same words. */
export function asDeployed(topology: Topology): ReturnType<typeof comparable> {
  return {
    app: topology.app,
    tables: topology.tables.map((table) => ({
      name: table.name,
      keys: keysOf(table),
      fields: table.fields,
      indexes: table.indexes.map((index) => ({
        name: index.name,
        keys: keysOf(index),
        projection: typeof index.projection === 'string' ? index.projection : [...index.projection],
      })),
      ttl: table.ttl,
    })),
    queues: topology.queues.map(({ messageRetentionSeconds, deadLetters, ...queue }) => ({
      ...queue,
      retentionSeconds: messageRetentionSeconds,
      redrive: deadLetters && { to: nameOf(deadLetters.arn), receives: deadLetters.maxReceiveCount },
      delaySeconds: 0,
    })),
    queuePolicies: topology.queuePolicies.map(({ name, queueUrl, policy }) => ({
      name,
      queue: nameOf(queueUrl),
      statements: statementsIn(nameOf(policy)),
    })),
    buses: topology.buses,
    rules: topology.rules.map(({ name, bus, pattern }) => ({
      name,
      bus: nameOf(bus),
      pattern: JSON.parse(pattern),
    })),
    targets: topology.targets.map(({ name, id, rule, bus, arn, deadLetterArn, retry }) => ({
      name,
      id,
      rule: nameOf(rule),
      bus: nameOf(bus),
      queue: nameOf(arn),
      deadLetters: deadLetterArn && nameOf(deadLetterArn),
      retry,
    })),
    functions: topology.functions.map(({ file, exported, links, trigger, ...fn }) => ({
      name: fn.name,
      handler: `${file.replace(/\.ts$/, '')}.${exported}`,
      timeoutSeconds: fn.timeoutSeconds,
      memoryMb: fn.memoryMb,
      environment: fn.environment,
      links: [...links].sort(byText),
      queue: undefined,
      batchSize: undefined,
      partialResponses: undefined,
      maximumConcurrency: undefined,
      schedule: undefined,
      event: undefined,
      ...trigger,
      windowSeconds: 'queue' in trigger ? 0 : undefined,
    })),
    sites: topology.sites.map(({ name, environment, links }) => ({
      name,
      environment,
      links: [...links].sort(byText),
    })),
    secrets: topology.secrets.map(asNamed),
    alarms: topology.alarms.map(asNamed),
    topics: topology.topics.map(asNamed),
    links: topology.links.map(({ name, properties: { type, ...properties } }) => ({
      name,
      type,
      properties: Object.keys(properties).sort(byText),
    })),
  }
}
