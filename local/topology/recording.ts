export type Index = {
  name: string
  hashKey: string
  rangeKey?: string
  projection: 'ALL' | 'KEYS_ONLY' | readonly string[]
}

export type Table = {
  name: string
  /** Key attributes and their DynamoDB types. */
  fields: Record<string, 'S' | 'N' | 'B'>
  hashKey: string
  rangeKey?: string
  indexes: Index[]
  /** The attribute that holds epoch seconds. */
  ttl?: string
}

export type Queue = {
  name: string
  visibilityTimeoutSeconds: number
  messageRetentionSeconds?: number
  deadLetters?: { arn: string; maxReceiveCount: number }
}

export type QueuePolicy = { name: string; queueUrl: string; policy: string }
export type Bus = { name: string }
/** `bus` is a reference to the bus's name, `pattern` the event pattern as JSON text. */
export type Rule = { name: string; bus: string; pattern: string }

export type Target = {
  name: string
  id: string
  /** References: the rule's name, the bus's name, the ARN of the queue. */
  rule: string
  bus: string
  arn: string
  deadLetterArn?: string
  retry?: { maximumEventAgeInSeconds?: number; maximumRetryAttempts?: number }
}

export type QueueTrigger = {
  queue: string
  batchSize: number
  /** As on AWS without a setting: no limit but the account's. */
  maximumConcurrency?: number
  partialResponses: boolean
}
export type ScheduleTrigger = { schedule: string; event: unknown }

export type LambdaFunction = {
  /** The handler's file name: `ordering` for `functions/ordering.handler`. */
  name: string
  file: string
  exported: string
  timeoutSeconds: number
  memoryMb: number
  /** How it is bundled when deployed. */
  bundling: { minify: boolean; external: readonly string[] }
  environment: Record<string, string>
  /** Names of linked resources. */
  links: string[]
  trigger: QueueTrigger | ScheduleTrigger
}

export type Site = { name: string; links: string[]; environment: Record<string, string> }

/** What `Resource.X` will show, with references where AWS decides the value. */
export type Link = { name: string; properties: Record<string, string> }

/**
 * What sst.config.ts describes. Strings may hold references such as `${OrderQueue.arn}`,
 * which `resolveReferences` replaces once AWS has answered.
 */
export type Topology = {
  app: { name: string; stage: string }
  tables: Table[]
  queues: Queue[]
  queuePolicies: QueuePolicy[]
  buses: Bus[]
  rules: Rule[]
  targets: Target[]
  functions: LambdaFunction[]
  sites: Site[]
  secrets: string[]
  alarms: string[]
  topics: string[]
  links: Link[]
}

export const emptyTopology = (app: Topology['app']): Topology => ({
  app,
  tables: [],
  queues: [],
  queuePolicies: [],
  buses: [],
  rules: [],
  targets: [],
  functions: [],
  sites: [],
  secrets: [],
  alarms: [],
  topics: [],
  links: [],
})
