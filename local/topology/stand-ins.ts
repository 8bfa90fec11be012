import * as z from 'zod'
import type { LambdaFunction, Topology } from '../topology.ts'
import { referTo } from './references.ts'
import { NotRecorded, parseArguments, strict } from './strict.ts'

type Component = new (name: string, args?: unknown) => object
type Linked = (component: Record<string, string>) => { properties: Record<string, string> }

const seconds = { second: 1, minute: 60, hour: 3600, day: 86_400 }
/** SST's durations (`10 seconds`, `1 minute`) as a number of seconds. */
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
const TableArguments = z.strictObject({
  fields: z.record(
    z.string(),
    z.enum(['string', 'number', 'binary']).transform((type) => fieldTypes[type]),
  ),
  primaryIndex: z.strictObject(Keys),
  globalIndexes: z
    .record(
      z.string(),
      z.strictObject({
        ...Keys,
        projection: z
          .union([z.enum(['all', 'keys-only']).transform((kind) => projections[kind]), z.array(z.string())])
          .default('ALL'),
      }),
    )
    .default({}),
  ttl: z.string().optional(),
  deletionProtection: z.boolean().optional(),
})

const QueueArguments = z.strictObject({
  visibilityTimeout: Duration.default(30),
  dlq: z.strictObject({ queue: z.string(), retry: z.number() }).optional(),
  transform: z
    .strictObject({ queue: z.strictObject({ messageRetentionSeconds: z.number().optional() }) })
    .optional(),
})
const Subscription = z.strictObject({
  batch: z
    .strictObject({ size: z.int().max(10).default(10), partialResponses: z.boolean().default(false) })
    .prefault({}),
  transform: z
    .strictObject({
      eventSourceMapping: z.strictObject({
        scalingConfig: z.strictObject({ maximumConcurrency: z.int().min(2).max(1000) }),
      }),
    })
    .optional(),
})

/** What functions and sites have in common. */
const Compute = {
  link: z.array(z.custom<object>((link) => typeof link === 'object' && link !== null)).default([]),
  // All is allowed here; tests/infra holds it against what is used.
  permissions: z.unknown().optional(),
  environment: z.record(z.string(), z.string()).default({}),
}
const FunctionArguments = z.strictObject({
  ...Compute,
  handler: z.string().regex(/^[\w/-]+\.\w+$/),
  timeout: Duration.default(20),
  memory: z
    .string()
    .regex(/^\d+ MB$/)
    .default('1024 MB'),
  runtime: z.string().optional(),
  architecture: z.string().optional(),
  nodejs: z
    .strictObject({ minify: z.boolean(), esbuild: z.strictObject({ external: z.array(z.string()) }) })
    .default({ minify: true, esbuild: { external: [] } }),
})
const CronArguments = z.strictObject({
  schedule: z.string(),
  function: FunctionArguments,
  event: z.unknown().default({}),
})
const SiteArguments = z.strictObject({
  ...Compute,
  openNextVersion: z.string().optional(),
  // The shop's address in AWS; here it has a port.
  domain: z.union([z.string(), z.looseObject({ name: z.string() })]).optional(),
  dev: z.strictObject({ command: z.string() }).optional(),
  server: z.strictObject({ architecture: z.string() }).partial().optional(),
})

const RuleArguments = z.strictObject({ eventBusName: z.string(), eventPattern: z.string() })
const TargetArguments = z.strictObject({
  rule: z.string(),
  eventBusName: z.string(),
  targetId: z.string(),
  arn: z.string(),
  retryPolicy: z
    .strictObject({
      maximumEventAgeInSeconds: z.number().optional(),
      maximumRetryAttempts: z.number().optional(),
    })
    .optional(),
  deadLetterConfig: z.strictObject({ arn: z.string() }).optional(),
})
const PolicyArguments = z.strictObject({ queueUrl: z.string(), policy: z.string() })

/**
 * The globals of sst.config.ts, which note in `topology` what it creates with them. An argument or property that they
 * do not know is NotRecorded.
 *
 * @returns `finish`, to be called once run() is over: SST too reads links after it
 */
export function standInsFor(topology: Topology) {
  const names = new Set<string>()
  const linkable = new Map<object, { name: string; type: string; component: Component }>()
  const wrapped = new Map<Component, Linked>()

  /**
   * A constructor for `type` that checks its arguments and hands them to `record`.
   *
   * @param shown the attributes that AWS decides; a link shows those that `linked` names
   * @param record answers what else the component has
   */
  function component<A>(
    type: string,
    Arguments: z.ZodType<A>,
    shown: readonly string[],
    record: (name: string, args: A) => unknown,
    linked?: readonly string[],
  ): Component {
    class Recorded {
      constructor(name: string, args: unknown = {}) {
        const label = `${type} ${name}`
        if (names.has(name.toLowerCase())) throw new NotRecorded(`sst.config.ts: ${label} is not unique`)
        names.add(name.toLowerCase())
        const more = record(name, parseArguments(label, Arguments, args))
        const attributes = Object.fromEntries(shown.map((attribute) => [attribute, referTo(name, attribute)]))
        const self = strict(label, { ...attributes, ...(typeof more === 'object' && more) })
        if (linked) linkable.set(self, { name, type, component: Recorded })
        // biome-ignore lint/correctness/noConstructorReturn: the strict proxy is the component.
        return self
      }
    }
    if (linked)
      wrapped.set(Recorded, (self) => ({
        properties: Object.fromEntries(linked.map((attribute) => [attribute, self[attribute] ?? ''])),
      }))
    return Recorded
  }

  const linkNames = (links: readonly object[]) =>
    links.map((link) => {
      const known = linkable.get(link)
      if (!known) throw new NotRecorded('sst.config.ts links something that is not linkable')
      return known.name
    })

  /** `nodes.function.name` and the like, which an alarm names. */
  const nodes = (label: string, part: string, name: string) => ({
    nodes: strict(`${label}.nodes`, {
      [part]: strict(`${label}.nodes.${part}`, { name: referTo(name, 'name') }),
    }),
  })

  function recordFunction(given: z.output<typeof FunctionArguments>, trigger: LambdaFunction['trigger']) {
    const [file = '', exported = ''] = given.handler.split('.')
    const name = file.slice(file.lastIndexOf('/') + 1)
    topology.functions.push({
      name,
      file: `${file}.ts`,
      exported,
      timeoutSeconds: given.timeout,
      memoryMb: Number.parseInt(given.memory, 10),
      bundling: { minify: given.nodejs.minify, external: given.nodejs.esbuild.external },
      environment: given.environment,
      links: linkNames(given.link),
      trigger,
    })
    return nodes(name, 'function', name)
  }

  function recordQueue(name: string, { visibilityTimeout, dlq, transform }: z.output<typeof QueueArguments>) {
    topology.queues.push({
      name,
      visibilityTimeoutSeconds: visibilityTimeout,
      ...transform?.queue,
      ...(dlq && { deadLetters: { arn: dlq.queue, maxReceiveCount: dlq.retry } }),
    })
    const label = `sst.aws.Queue ${name}`
    return {
      ...nodes(label, 'queue', name),
      subscribe(subscriber: unknown, args: unknown = {}) {
        const { batch, transform } = parseArguments(`${label}.subscribe`, Subscription, args)
        return recordFunction(parseArguments(`${label}.subscribe`, FunctionArguments, subscriber), {
          queue: name,
          batchSize: batch.size,
          partialResponses: batch.partialResponses,
          ...transform?.eventSourceMapping.scalingConfig,
        })
      },
    }
  }

  const sst = {
    Linkable: strict('sst.Linkable', {
      wrap(component: Component, linked: Linked) {
        if (!wrapped.has(component))
          throw new NotRecorded('sst.config.ts wraps a component that is not linkable')
        wrapped.set(component, linked)
      },
    }),
    Secret: component('sst.sst.Secret', z.object({}), ['value'], (name) => topology.secrets.push(name), [
      'value',
    ]),
    aws: strict('sst.aws', {
      Dynamo: component(
        'sst.aws.Dynamo',
        TableArguments,
        ['name', 'arn'],
        (name, { fields, primaryIndex, globalIndexes, ttl }) => {
          const indexes = Object.entries(globalIndexes).map(([index, keys]) => ({ name: index, ...keys }))
          topology.tables.push({ name, fields, ...primaryIndex, indexes, ttl })
        },
        ['name'],
      ),
      Queue: component('sst.aws.Queue', QueueArguments, ['url', 'arn'], recordQueue, ['url']),
      Bus: component(
        'sst.aws.Bus',
        z.strictObject({}),
        ['name', 'arn'],
        (name) => topology.buses.push({ name }),
        ['name', 'arn'],
      ),
      CronV2: component('sst.aws.CronV2', CronArguments, [], (_, { schedule, event, ...cron }) =>
        recordFunction(cron.function, { schedule, event }),
      ),
      Function: component('sst.aws.Function', z.unknown(), [], (name) => {
        throw new NotRecorded(`sst.config.ts: function ${name} has no trigger, so nothing local would run it`)
      }),
      Nextjs: component(
        'sst.aws.Nextjs',
        SiteArguments,
        ['url'],
        (name, { link, environment }) => {
          topology.sites.push({ name, links: linkNames(link), environment })
          return nodes(name, 'server', name)
        },
        ['url'],
      ),
    }),
  }

  /** The `aws.*` resources that are used directly. Alarms and topics are noted and not provisioned. */
  const aws = {
    cloudwatch: strict('aws.cloudwatch', {
      EventRule: component('aws.cloudwatch.EventRule', RuleArguments, ['name', 'arn'], (name, args) =>
        topology.rules.push({ name, bus: args.eventBusName, pattern: args.eventPattern }),
      ),
      EventTarget: component('aws.cloudwatch.EventTarget', TargetArguments, [], (name, args) => {
        const { targetId: id, eventBusName: bus, retryPolicy: retry, deadLetterConfig, rule, arn } = args
        topology.targets.push({ name, id, rule, bus, arn, retry, deadLetterArn: deadLetterConfig?.arn })
      }),
      MetricAlarm: component('aws.cloudwatch.MetricAlarm', z.object({}), [], (name) =>
        topology.alarms.push(name),
      ),
    }),
    sqs: strict('aws.sqs', {
      QueuePolicy: component('aws.sqs.QueuePolicy', PolicyArguments, [], (name, args) =>
        topology.queuePolicies.push({ name, ...args }),
      ),
    }),
    sns: strict('aws.sns', {
      Topic: component('aws.sns.Topic', z.strictObject({}), ['arn'], (name) => topology.topics.push(name)),
    }),
    iam: strict('aws.iam', {
      assumeRolePolicyForPrincipal: (principal: object) => JSON.stringify(principal),
    }),
  }

  return {
    globals: {
      $app: strict('$app', topology.app),
      $dev: false,
      $jsonStringify: JSON.stringify,
      $interpolate: String.raw,
      // What it changes has no local counterpart; tests/infra compares the two.
      $transform: () => {},
      sst: strict('sst', sst),
      aws: strict('aws', aws),
    },
    finish() {
      for (const [self, { name, type, component }] of linkable) {
        const properties = wrapped.get(component)?.(self as Record<string, string>).properties
        topology.links.push({ name, properties: { ...properties, type } })
      }
      return topology
    },
  }
}
