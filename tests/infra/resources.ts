import * as z from 'zod'

const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value])
const Names = z.preprocess(list, z.array(z.string()))
const parsed = z.unknown().transform((text) => (typeof text === 'string' ? JSON.parse(text) : text))

export const Statement = z.object({
  Effect: z.string(),
  Action: Names,
  Resource: Names,
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
})
const Policy = parsed.pipe(z.object({ Statement: z.preprocess(list, z.array(Statement)) }))

/** @param policy as JSON text */
export const statementsIn = (policy: string) => Policy.parse(policy).Statement

const named = { name: z.string().optional() }
const Keys = { name: z.string(), hashKey: z.string(), rangeKey: z.string().optional() }
const Table = z.object({
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
  ttl: z.object({ enabled: z.boolean(), attributeName: z.string() }).optional(),
})

const Queue = z.object({
  ...named,
  visibilityTimeoutSeconds: z.number().optional(),
  delaySeconds: z.number().default(0),
  messageRetentionSeconds: z.number().optional(),
  redrivePolicy: parsed
    .pipe(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional())
    .optional(),
})

const QueuePolicy = z.object({ queueUrl: z.string(), policy: Policy })

const Rule = z.object({
  eventBusName: z.string(),
  eventPattern: parsed.pipe(z.record(z.string(), z.unknown())),
})

const Target = z.object({
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
  timeout: z.number(),
  memorySize: z.number(),
  environment: z.object({ variables: z.record(z.string(), z.string()) }),
  role: z.string(),
})

const Mapping = z.object({
  eventSourceArn: z.string(),
  functionName: z.string(),
  batchSize: z.number(),
  maximumBatchingWindowInSeconds: z.number(),
  functionResponseTypes: z.array(z.string()).default([]),
  scalingConfig: z.object({ maximumConcurrency: z.number() }).optional(),
})

const Schedule = z.object({
  ...named,
  scheduleExpression: z.string(),
  target: z.object({ arn: z.string(), input: z.string().default('{}') }),
})

const Alarm = z.object({
  namespace: z.string(),
  metricName: z.string(),
  dimensions: z.record(z.string(), z.string()).default({}),
  alarmActions: z.array(z.string()).default([]),
})

const Role = z.object({
  ...named,
  assumeRolePolicy: Policy,
  inlinePolicies: z.array(z.object({ policy: Policy })).default([]),
})

const LinkRef = z.object({ properties: z.record(z.string(), z.unknown()) })

const Anything = z.object({})

/**
 * The resources that are compared or judged: Pulumi's type, what SST puts behind their names, and the inputs that count.
 */
export const kinds = {
  table: { type: 'aws:dynamodb/table:Table', suffix: 'Table', inputs: Table },
  queue: { type: 'aws:sqs/queue:Queue', suffix: 'Queue', inputs: Queue },
  queuePolicy: { type: 'aws:sqs/queuePolicy:QueuePolicy', suffix: '', inputs: QueuePolicy },
  rule: { type: 'aws:cloudwatch/eventRule:EventRule', suffix: '', inputs: Rule },
  target: { type: 'aws:cloudwatch/eventTarget:EventTarget', suffix: '', inputs: Target },
  lambda: { type: 'aws:lambda/function:Function', suffix: 'Function', inputs: Lambda },
  mapping: { type: 'aws:lambda/eventSourceMapping:EventSourceMapping', suffix: '', inputs: Mapping },
  schedule: { type: 'aws:scheduler/schedule:Schedule', suffix: 'Schedule', inputs: Schedule },
  alarm: { type: 'aws:cloudwatch/metricAlarm:MetricAlarm', suffix: '', inputs: Alarm },
  role: { type: 'aws:iam/role:Role', suffix: 'Role', inputs: Role },
  bus: { type: 'aws:cloudwatch/eventBus:EventBus', suffix: 'Bus', inputs: Anything },
  topic: { type: 'aws:sns/topic:Topic', suffix: '', inputs: Anything },
  secret: { type: 'sst:sst:Secret', suffix: '', inputs: Anything },
  linkRef: { type: 'sst:sst:LinkRef', suffix: 'LinkRef', inputs: LinkRef },
} as const
