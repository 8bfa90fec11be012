import * as z from 'zod'
import { arnOf } from './evaluation/mocks'
import { evaluate, type Graph } from './graph'

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
export type Statement = z.output<typeof Statement>

export const deploy = async (given: Parameters<typeof evaluate>[0]) => readDeployment(await evaluate(given))

const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value])
const Names = z.preprocess(list, z.array(z.string()))
const parsed = z.unknown().transform((text) => (typeof text === 'string' ? JSON.parse(text) : text))

const Statement = z.object({
  Effect: z.string(),
  Action: Names,
  Resource: Names,
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
})
const Policy = parsed.pipe(z.object({ Statement: z.preprocess(list, z.array(Statement)) }))

/** @param policy as JSON text */
export const statementsIn = (policy: string) => Policy.parse(policy).Statement

/** Arguments are strict: one that no check looks at is an error that names it. */
const named = { name: z.string().optional() }
const Keys = { name: z.string(), hashKey: z.string(), rangeKey: z.string().optional() }
const Enabled = z.object({ enabled: z.boolean() })

const Table = z.strictObject({
  ...named,
  hashKey: z.string(),
  rangeKey: z.string().optional(),
  attributes: z.array(z.object({ name: z.string(), type: z.enum(['S', 'N', 'B']) })),
  globalSecondaryIndexes: z
    .array(
      z.object({
        ...Keys,
        projectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
        nonKeyAttributes: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  localSecondaryIndexes: z.array(z.unknown()).default([]),
  ttl: Enabled.extend({ attributeName: z.string() }).optional(),
  billingMode: z.string().optional(),
  pointInTimeRecovery: Enabled.optional(),
  deletionProtectionEnabled: z.boolean().optional(),
  streamEnabled: z.boolean().optional(),
})

const Queue = z.strictObject({
  ...named,
  visibilityTimeoutSeconds: z.number().optional(),
  delaySeconds: z.number().default(0),
  contentBasedDeduplication: z.boolean().optional(),
  messageRetentionSeconds: z.number().optional(),
  fifoQueue: z.boolean().optional(),
  redrivePolicy: parsed
    .pipe(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional())
    .optional(),
})

const QueuePolicy = z.strictObject({ queueUrl: z.string(), policy: Policy })

const Rule = z.strictObject({
  eventBusName: z.string(),
  eventPattern: parsed.pipe(z.record(z.string(), z.unknown())),
  state: z.string().default('ENABLED'),
})

const Target = z.strictObject({
  rule: z.string(),
  eventBusName: z.string(),
  targetId: z.string(),
  arn: z.string(),
  deadLetterConfig: z.object({ arn: z.string() }).optional(),
  retryPolicy: z
    .object({ maximumEventAgeInSeconds: z.number(), maximumRetryAttempts: z.number() })
    .partial()
    .optional(),
})

const Lambda = z.object({
  handler: z.string(),
  runtime: z.string(),
  architectures: z.array(z.string()),
  timeout: z.number(),
  memorySize: z.number(),
  environment: z.object({ variables: z.record(z.string(), z.string()) }),
  role: z.string(),
  reservedConcurrentExecutions: z.number().optional(),
  loggingConfig: z.object({ logGroup: z.string(), logFormat: z.string() }).optional(),
  tracingConfig: z.object({ mode: z.string() }).optional(),
})

const Mapping = z.strictObject({
  eventSourceArn: z.string(),
  functionName: z.string(),
  batchSize: z.number(),
  maximumBatchingWindowInSeconds: z.number(),
  functionResponseTypes: z.array(z.string()).default([]),
  filterCriteria: z.unknown().optional(),
  scalingConfig: z.object({ maximumConcurrency: z.number() }).optional(),
})

const Schedule = z.strictObject({
  ...named,
  scheduleExpression: z.string(),
  state: z.string(),
  flexibleTimeWindow: z.object({ mode: z.literal('OFF') }),
  target: z.object({ arn: z.string(), input: z.string().default('{}') }),
})

const Alarm = z.strictObject({
  namespace: z.string(),
  metricName: z.string(),
  dimensions: z.record(z.string(), z.string()).default({}),
  statistic: z.string(),
  comparisonOperator: z.string(),
  threshold: z.number(),
  period: z.number(),
  evaluationPeriods: z.number(),
  treatMissingData: z.string().optional(),
  alarmActions: z.array(z.string()).default([]),
})

const Role = z.strictObject({
  ...named,
  assumeRolePolicy: Policy,
  inlinePolicies: z.array(z.object({ policy: Policy })).default([]),
  managedPolicyArns: z.array(z.string()).default([]),
})

const LinkRef = z.object({ properties: z.record(z.string(), z.unknown()) })
const LogGroup = z.object({ retentionInDays: z.number().optional() })

/** The name in an ARN, a queue's URL, or a name as Pulumi has it, without what SST puts behind it. */
export const nameIn = (reference: string) =>
  (reference.split(/[:/]/).at(-1) ?? '').replace(/(?<=.)(Table|Queue|Bus|Function)$/, '')

export function readDeployment({ app, resources, builds }: Graph) {
  const of = <S extends z.ZodType>(type: string, inputs: S, suffix = '') =>
    resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({
        ...(parseInputs(inputs, `${type} ${resource.name}`, resource.inputs) as z.output<S> & object),
        name: resource.name.replace(new RegExp(`(?<=.)${suffix}$`), ''),
        ownArn: arnOf(resource),
      }))

  const roles = of('aws:iam/role:Role', Role, 'Role')
  const logGroups = of('aws:cloudwatch/logGroup:LogGroup', LogGroup)

  return {
    app,
    tables: of('aws:dynamodb/table:Table', Table, 'Table').map((table) => ({
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
    queues: of('aws:sqs/queue:Queue', Queue, 'Queue').map(({ redrivePolicy, ...queue }) => ({
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
    queuePolicies: of('aws:sqs/queuePolicy:QueuePolicy', QueuePolicy).map(({ name, queueUrl, policy }) => ({
      name,
      queue: nameIn(queueUrl),
      statements: policy.Statement,
    })),
    buses: of('aws:cloudwatch/eventBus:EventBus', z.object({}), 'Bus').map(({ name }) => ({ name })),
    rules: of('aws:cloudwatch/eventRule:EventRule', Rule).map((rule) => ({
      name: rule.name,
      arn: rule.ownArn,
      bus: nameIn(rule.eventBusName),
      pattern: rule.eventPattern,
      state: rule.state,
    })),
    targets: of('aws:cloudwatch/eventTarget:EventTarget', Target).map((target) => ({
      name: target.name,
      id: target.targetId,
      rule: target.rule,
      bus: nameIn(target.eventBusName),
      queue: nameIn(target.arn),
      deadLetters: target.deadLetterConfig && nameIn(target.deadLetterConfig.arn),
      retry: target.retryPolicy,
    })),
    functions: of('aws:lambda/function:Function', Lambda, 'Function').map((fn) => {
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
    mappings: of('aws:lambda/eventSourceMapping:EventSourceMapping', Mapping).map((mapping) => ({
      queue: nameIn(mapping.eventSourceArn),
      function: nameIn(mapping.functionName),
      batchSize: mapping.batchSize,
      windowSeconds: mapping.maximumBatchingWindowInSeconds,
      partialResponses: mapping.functionResponseTypes.includes('ReportBatchItemFailures'),
      maximumConcurrency: mapping.scalingConfig?.maximumConcurrency,
      filtered: mapping.filterCriteria !== undefined,
    })),
    schedules: of('aws:scheduler/schedule:Schedule', Schedule, 'Schedule').map((schedule) => ({
      name: schedule.name,
      expression: schedule.scheduleExpression,
      state: schedule.state,
      function: nameIn(schedule.target.arn),
      event: JSON.parse(schedule.target.input),
    })),
    alarms: of('aws:cloudwatch/metricAlarm:MetricAlarm', Alarm).map(({ dimensions, ...alarm }) => ({
      ...alarm,
      dimensions,
      queue: dimensions.QueueName && nameIn(dimensions.QueueName),
    })),
    topics: of('aws:sns/topic:Topic', z.object({})).map(({ name }) => name),
    roles: roles.map(({ name, assumeRolePolicy, inlinePolicies, managedPolicyArns }) => ({
      name,
      trust: assumeRolePolicy.Statement,
      statements: inlinePolicies.flatMap(({ policy }) => policy.Statement),
      managed: managedPolicyArns,
    })),
    secrets: of('sst:sst:Secret', z.object({})).map(({ name }) => name),
    links: of('sst:sst:LinkRef', LinkRef, 'LinkRef').map(({ name, properties }) => ({
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
