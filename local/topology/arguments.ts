import * as z from 'zod'

/** SST's durations (`10 seconds`, `1 minute`) as a number of seconds. */
const seconds = { second: 1, minute: 60, hour: 3600, day: 86_400 }
const Duration = z
  .string()
  .regex(/^\d+ (second|minute|hour|day)s?$/)
  .transform((text) => {
    const [count, unit = ''] = text.split(' ')
    return Number(count) * seconds[unit.replace(/s$/, '') as keyof typeof seconds]
  })

const Keys = { hashKey: z.string(), rangeKey: z.string().optional() }
const fieldTypes = { string: 'S', number: 'N', binary: 'B' } as const
const projections = { all: 'ALL', 'keys-only': 'KEYS_ONLY' } as const
const Index = z.strictObject({
  ...Keys,
  projection: z
    .union([z.enum(['all', 'keys-only']).transform((kind) => projections[kind]), z.array(z.string())])
    .default('ALL'),
})

export const Table = z
  .strictObject({
    fields: z.record(
      z.string(),
      z.enum(['string', 'number', 'binary']).transform((type) => fieldTypes[type]),
    ),
    primaryIndex: z.strictObject(Keys),
    globalIndexes: z.record(z.string(), Index).default({}),
    ttl: z.string().optional(),
    deletionProtection: z.boolean().optional(),
  })
  .transform(({ primaryIndex, globalIndexes, deletionProtection: _, ...table }) => {
    const indexes = Object.entries(globalIndexes).map(([name, index]) => ({ name, ...index }))
    return { ...table, ...primaryIndex, indexes }
  })
export type Table = z.output<typeof Table> & { name: string }

export const Queue = z
  .strictObject({
    visibilityTimeout: Duration.default(30),
    dlq: z.strictObject({ queue: z.string(), retry: z.number() }).optional(),
    transform: z
      .strictObject({ queue: z.strictObject({ messageRetentionSeconds: z.number().optional() }) })
      .optional(),
  })
  .transform(({ visibilityTimeout, dlq, transform }) => ({
    visibilityTimeoutSeconds: visibilityTimeout,
    ...transform?.queue,
    ...(dlq && { deadLetters: { arn: dlq.queue, maxReceiveCount: dlq.retry } }),
  }))
export type Queue = z.output<typeof Queue> & { name: string }

/** Without a maximumConcurrency there is, as on AWS, no limit but the account's. */
export const Subscription = z
  .strictObject({
    batch: z
      .strictObject({ size: z.int().max(10).default(10), partialResponses: z.boolean().default(false) })
      .prefault({}),
    transform: z
      .strictObject({
        eventSourceMapping: z.strictObject({
          scalingConfig: z.strictObject({ maximumConcurrency: z.int().min(2).max(1000).optional() }),
        }),
      })
      .optional(),
  })
  .transform(({ batch: { size, partialResponses }, transform }) => ({
    batchSize: size,
    partialResponses,
    ...transform?.eventSourceMapping.scalingConfig,
  }))

/** Of the lines of one function, or of the site. */
export const LogGroup = z.strictObject({ name: z.string(), retentionInDays: z.number() })
const Logging = z.strictObject({ logGroup: z.string() })

const Compute = {
  link: z.array(z.custom<object>((link) => typeof link === 'object' && link !== null)).default([]),
  // All is allowed here; tests/infra holds it against what is used.
  permissions: z.unknown().optional(),
  environment: z.record(z.string(), z.string()).default({}),
}

/** A function is called as its handler's file: `ordering` for `functions/ordering.handler`. */
export const Handler = z
  .strictObject({
    ...Compute,
    handler: z.string().regex(/^[\w/-]+\.\w+$/),
    timeout: Duration.default(20),
    memory: z
      .string()
      .regex(/^\d+ MB$/)
      .default('1024 MB'),
    runtime: z.string().optional(),
    architecture: z.string().optional(),
    // Lines are kept by the name of who wrote them.
    logging: Logging.optional(),
    nodejs: z
      .strictObject({ minify: z.boolean(), esbuild: z.strictObject({ external: z.array(z.string()) }) })
      .default({ minify: true, esbuild: { external: [] } }),
  })
  .transform(({ handler, timeout, memory, nodejs, link, environment }) => {
    const [file = '', exported = ''] = handler.split('.')
    return {
      name: file.slice(file.lastIndexOf('/') + 1),
      file: `${file}.ts`,
      exported,
      timeoutSeconds: timeout,
      memoryMb: Number.parseInt(memory, 10),
      bundling: { minify: nodejs.minify, external: nodejs.esbuild.external },
      environment,
      link,
    }
  })
type QueueTrigger = { queue: string } & z.output<typeof Subscription>
export type LambdaFunction = Omit<z.output<typeof Handler>, 'link'> & {
  /** Names of linked resources. */
  links: string[]
  trigger: QueueTrigger | { schedule: string; event: unknown }
}

export const Cron = z.strictObject({
  schedule: z.string(),
  function: Handler,
  event: z.unknown().default({}),
})

export const Email = z.strictObject({ sender: z.string() })

export const Site = z.strictObject({
  ...Compute,
  openNextVersion: z.string().optional(),
  // The shop's address in AWS; here it has a port.
  domain: z.union([z.string(), z.looseObject({ name: z.string() })]).optional(),
  dev: z.strictObject({ command: z.string() }).optional(),
  server: z.strictObject({ architecture: z.string() }).partial().optional(),
  transform: z.strictObject({ server: z.strictObject({ logging: Logging }) }).optional(),
  // CloudFront's; nothing stands before the local site.
  edge: z.strictObject({ viewerRequest: z.strictObject({ injection: z.string() }) }).optional(),
})

export const Rule = z
  .strictObject({ eventBusName: z.string(), eventPattern: z.string() })
  .transform(({ eventBusName, eventPattern }) => ({ bus: eventBusName, pattern: eventPattern }))

export const Target = z
  .strictObject({
    rule: z.string(),
    eventBusName: z.string(),
    targetId: z.string(),
    arn: z.string(),
    retryPolicy: z
      .strictObject({ maximumEventAgeInSeconds: z.number(), maximumRetryAttempts: z.number() })
      .optional(),
    deadLetterConfig: z.strictObject({ arn: z.string() }).optional(),
  })
  .transform(({ targetId, eventBusName, retryPolicy, deadLetterConfig, rule, arn }) => ({
    id: targetId,
    rule,
    bus: eventBusName,
    arn,
    retry: retryPolicy,
    deadLetterArn: deadLetterConfig?.arn,
  }))

export const Policy = z.strictObject({ queueUrl: z.string(), policy: z.string() })

export const Alarm = z
  .strictObject({
    name: z.string(),
    alarmDescription: z.string().max(1024),
    namespace: z.string(),
    metricName: z.string(),
    dimensions: z.record(z.string(), z.string()),
    statistic: z.enum(['Sum', 'Maximum', 'Minimum', 'SampleCount', 'Average']),
    comparisonOperator: z.enum(['GreaterThanThreshold', 'LessThanThreshold']),
    threshold: z.number(),
    period: z.int().multipleOf(60),
    evaluationPeriods: z.int(),
    datapointsToAlarm: z.int().optional(),
    treatMissingData: z.enum(['breaching', 'notBreaching', 'missing']),
    alarmActions: z.array(z.string()),
  })
  .transform(({ name: alarmName, ...alarm }) => ({ alarmName, ...alarm }))
export type Alarm = z.output<typeof Alarm> & { name: string }

export const Link = z.strictObject({ properties: z.record(z.string(), z.string()) })
