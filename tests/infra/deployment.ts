import type * as z from 'zod'
import { arnOf } from './evaluation/mocks'
import { evaluate, type Graph } from './graph'
import { kinds, type Statement as StatementInput } from './resources'

/**
 * What a deploy makes, read from Pulumi's inputs into the words of the checks. Resources have the names that
 * sst.config.ts gives them: `OrderQueue`, not `OrderQueueQueue`.
 */
export type Deployment = ReturnType<typeof readDeployment>
export type Table = Deployment['tables'][number]
export type Queue = Deployment['queues'][number]
export type Target = Deployment['targets'][number]
export type LambdaFunction = Deployment['functions'][number]
export type Alarm = Deployment['alarms'][number]
export type Role = Deployment['roles'][number]
export type Statement = z.output<typeof StatementInput>

export const deploy = async (given: Parameters<typeof evaluate>[0]) => readDeployment(await evaluate(given))

/** The name in an ARN, a queue's URL, or a name as Pulumi has it, without what SST puts behind it. */
export const nameIn = (reference: string) =>
  (reference.split(/[:/]/).at(-1) ?? '').replace(/(?<=.)(Table|Queue|Bus|Function)$/, '')

export function readDeployment({ app, resources, builds }: Graph) {
  const of = <I extends z.ZodType>({ type, suffix, inputs }: { type: string; suffix: string; inputs: I }) =>
    resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({
        ...(parseInputs(inputs, `${type} ${resource.name}`, resource.inputs) as z.output<I> & object),
        name: resource.name.replace(new RegExp(`(?<=.)${suffix}$`), ''),
        ownArn: arnOf(resource),
      }))
  const read = new Set<string>(Object.values(kinds).map(({ type }) => type))

  const roles = of(kinds.role)
  const logGroups = of(kinds.logGroup)

  return {
    app,
    tables: of(kinds.table).map((table) => ({
      name: table.name,
      keys: [table.hashKey, table.rangeKey].filter((key) => key !== undefined),
      fields: Object.fromEntries(table.attributes.map(({ name, type }) => [name, type])),
      indexes: table.globalSecondaryIndexes.map((index) => ({
        name: index.name,
        keys: [index.hashKey, index.rangeKey].filter((key) => key !== undefined),
        projection: index.nonKeyAttributes ?? index.projectionType,
      })),
      localIndexes: table.localSecondaryIndexes.length,
      ttl: table.ttl?.enabled ? table.ttl.attributeName : undefined,
      billing: table.billingMode,
      pointInTimeRecovery: table.pointInTimeRecovery?.enabled ?? false,
      deletionProtection: table.deletionProtectionEnabled ?? false,
      stream: table.streamEnabled ?? false,
    })),
    queues: of(kinds.queue).map(({ redrivePolicy, ...queue }) => ({
      name: queue.name,
      arn: queue.ownArn,
      delaySeconds: queue.delaySeconds,
      fifo: queue.fifoQueue ?? false,
      visibilityTimeoutSeconds: queue.visibilityTimeoutSeconds ?? 30,
      retentionSeconds: queue.messageRetentionSeconds,
      redrive: redrivePolicy && {
        to: nameIn(redrivePolicy.deadLetterTargetArn),
        receives: redrivePolicy.maxReceiveCount,
      },
    })),
    queuePolicies: of(kinds.queuePolicy).map(({ name, queueUrl, policy }) => ({
      name,
      queue: nameIn(queueUrl),
      statements: policy.Statement,
    })),
    buses: of(kinds.bus).map(({ name }) => ({ name })),
    rules: of(kinds.rule).map((rule) => ({
      name: rule.name,
      arn: rule.ownArn,
      bus: nameIn(rule.eventBusName),
      pattern: rule.eventPattern,
      state: rule.state,
    })),
    targets: of(kinds.target).map((target) => ({
      name: target.name,
      id: target.targetId,
      rule: target.rule,
      bus: nameIn(target.eventBusName),
      queue: nameIn(target.arn),
      deadLetters: target.deadLetterConfig && nameIn(target.deadLetterConfig.arn),
      retry: target.retryPolicy,
    })),
    functions: of(kinds.lambda).map((fn) => {
      const built = builds.find(({ function: name }) => name === fn.name)
      return {
        name: callName(fn.name, fn.handler),
        component: fn.name,
        handler: built?.handler ?? fn.handler,
        exports: built?.exports ?? [],
        links: built?.links ?? {},
        runtime: fn.runtime,
        architectures: fn.architectures,
        timeoutSeconds: fn.timeout,
        memoryMb: fn.memorySize,
        environment: fn.environment.variables,
        role: nameIn(fn.role).replace(/Role$/, ''),
        retentionDays: logGroups.find(({ name }) => name === fn.loggingConfig?.logGroup)?.retentionInDays,
        reservedConcurrency: fn.reservedConcurrentExecutions,
        logFormat: fn.loggingConfig?.logFormat,
        tracing: fn.tracingConfig?.mode,
      }
    }),
    mappings: of(kinds.mapping).map((mapping) => ({
      queue: nameIn(mapping.eventSourceArn),
      function: nameIn(mapping.functionName),
      batchSize: mapping.batchSize,
      windowSeconds: mapping.maximumBatchingWindowInSeconds,
      partialResponses: mapping.functionResponseTypes.includes('ReportBatchItemFailures'),
      maximumConcurrency: mapping.scalingConfig?.maximumConcurrency,
      filtered: mapping.filterCriteria !== undefined,
    })),
    schedules: of(kinds.schedule).map((schedule) => ({
      name: schedule.name,
      expression: schedule.scheduleExpression,
      state: schedule.state,
      function: nameIn(schedule.target.arn),
      event: JSON.parse(schedule.target.input),
    })),
    alarms: of(kinds.alarm).map(({ dimensions, ...alarm }) => ({
      ...alarm,
      dimensions,
      queue: dimensions.QueueName && nameIn(dimensions.QueueName),
      function: dimensions.FunctionName && nameIn(dimensions.FunctionName),
    })),
    topics: of(kinds.topic).map(({ name }) => name),
    roles: roles.map(({ name, assumeRolePolicy, inlinePolicies, managedPolicyArns }) => ({
      name,
      trust: assumeRolePolicy.Statement,
      statements: inlinePolicies.flatMap(({ policy }) => policy.Statement),
      managed: managedPolicyArns,
    })),
    others: resources
      .filter(({ type, custom }) => custom && !read.has(type))
      .map(({ type, name }) => ({ type, name })),
    secrets: of(kinds.secret).map(({ name }) => name),
    links: of(kinds.linkRef).map(({ name, properties }) => ({
      name,
      type: resources
        .find((resource) => !resource.custom && resource.name === name)
        ?.type.replaceAll(':', '.'),
      properties,
    })),
  }
}

/** Our functions are called by their file, as in the logs and locally; what SST adds keeps SST's name. */
const callName = (component: string, handler: string) =>
  /^functions\/(.+)\.\w+$/.exec(handler)?.[1] ?? component

function parseInputs<S extends z.ZodType>(schema: S, label: string, given: unknown): z.output<S> {
  const { data, error } = schema.safeParse(given)
  if (!error) return data as z.output<S>
  const [issue] = error.issues
  throw new Error(`${label} ${issue?.path.join('.')}: ${issue?.message}`)
}
