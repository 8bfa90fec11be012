import type { SQS } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import type { Callers } from './callers.ts'
import { createDelivery } from './delivery.ts'
import { envelopeOf } from './envelope.ts'
import { compilePattern, type Pattern } from './pattern.ts'
import { type Actions, AwsError, action, serveJson } from './server.ts'

const Name = z
  .string()
  .regex(/^[.\-_A-Za-z0-9]+$/)
  .max(64)
const QueueArn = z.string().regex(/^arn:[\w-]+:sqs:[\w-]+:\d+:[\w-]+$/, 'only SQS queues can be targets here')
const OfBus = { EventBusName: z.string().optional() }
const List = { NamePrefix: z.string().default(''), Limit: z.number().optional() }
const Tags = z.array(z.unknown()).optional()

const Target = z.strictObject({
  Id: Name,
  Arn: QueueArn,
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: z.int().min(0).max(185).optional(),
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400).optional(),
    })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: QueueArn.optional() }).optional(),
})
export type Target = z.output<typeof Target>

const PutRule = z.strictObject({
  ...OfBus,
  Name,
  EventPattern: z.string().max(4096),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Description: z.string().max(512).optional(),
  Tags,
})
export type Rule = {
  described: { Name: string; Arn: string; EventBusName: string; EventPattern: string; State: string }
  matches: Pattern
  targets: Map<string, Target>
}
type Bus = { described: { Name: string; Arn: string }; rules: Map<string, Rule> }

const Entry = z.strictObject({
  ...OfBus,
  Source: z.string().default(''),
  DetailType: z.string().default(''),
  Detail: z.string().default(''),
  Time: z.number().optional(),
  Resources: z.array(z.string()).optional(),
  TraceHeader: z.string().optional(),
})
type Entry = z.output<typeof Entry>
const Entries = z
  .array(Entry)
  .min(1, 'Member must have length greater than or equal to 1')
  .max(10, 'Member must have length less than or equal to 10')

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const maxRequestBytes = 256 * 1024
/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const targetsPerRule = 5

const notFound = (what: string) => new AwsError('ResourceNotFoundException', `${what} does not exist.`)

/**
 * Starts an EventBridge for SQS targets on a free port of 127.0.0.1. Any number may run in one process.
 * @param options.sqs where the target queues are; it must try each call once
 * @param options.callers whom it answers
 * @param options.firstPauseMs before a failed delivery's first retry
 * @returns its URL; `close` delivers what it accepted, as far as that goes within two seconds
 */
export async function startEventBus(options: {
  sqs: SQS
  callers: Callers
  region: string
  log: (line: string) => void
  firstPauseMs?: number
}) {
  const account = '000000000000'
  const { region } = options
  const prefix = `arn:aws:events:${region}:${account}`
  const buses = new Map<string, Bus>()
  const delivery = createDelivery(options)

  function addBus(Name: string) {
    const Arn = `${prefix}:event-bus/${Name}`
    buses.set(Name, { described: { Name, Arn }, rules: new Map() })
    return { EventBusArn: Arn }
  }
  addBus('default')

  /** By name or ARN, where AWS takes either. */
  function busOf(nameOrArn = 'default') {
    const bus = buses.get(nameOrArn.replace(/^arn:.*:event-bus\//, ''))
    if (!bus) throw notFound(`Event bus ${nameOrArn}`)
    return bus
  }

  function ruleOf(name: string, busName?: string) {
    const rule = busOf(busName).rules.get(name)
    if (!rule) throw notFound(`Rule ${name}`)
    return rule
  }

  function accept(entry: Entry) {
    const { Source, DetailType, Detail } = entry
    for (const [name, value] of Object.entries({ Source, DetailType, Detail }))
      if (!value) throw new AwsError('InvalidArgument', `Parameter ${name} is a required argument.`)
    if (Source.startsWith('aws.'))
      throw new AwsError('NotAuthorizedForSourceException', 'Not authorized for the source.')
    const envelope = envelopeOf({ ...entry, Detail: parseDetail(Detail) }, { account, region })
    for (const rule of busOf(entry.EventBusName).rules.values())
      if (rule.described.State === 'ENABLED' && rule.matches(envelope)) delivery.deliver(envelope, rule)
    return { EventId: envelope.id }
  }

  /** One bad entry fails alone. */
  function put(entry: Entry) {
    try {
      return accept(entry)
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      return { ErrorCode: error.name, ErrorMessage: error.message }
    }
  }

  const actions: Actions = {
    CreateEventBus: action(
      z.strictObject({ Name, Description: z.string().optional(), Tags }),
      ({ Name: name }) => {
        if (buses.has(name))
          throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`)
        return addBus(name)
      },
    ),
    DescribeEventBus: action(
      z.strictObject({ Name: z.string().optional() }),
      ({ Name: name }) => busOf(name).described,
    ),
    ListEventBuses: action(z.strictObject(List), ({ NamePrefix }) => ({
      EventBuses: describe(buses, NamePrefix),
    })),
    PutRule: action(PutRule, ({ Name: name, EventBusName, Tags: _, ...given }) => {
      const { described: bus, rules } = busOf(EventBusName)
      const Arn = `${prefix}:rule/${bus.Name === 'default' ? '' : `${bus.Name}/`}${name}`
      rules.set(name, {
        described: { ...given, Name: name, Arn, EventBusName: bus.Name },
        matches: compilePattern(given.EventPattern),
        targets: rules.get(name)?.targets ?? new Map(),
      })
      return { RuleArn: Arn }
    }),
    ListRules: action(z.strictObject({ ...OfBus, ...List }), ({ EventBusName, NamePrefix }) => ({
      Rules: describe(busOf(EventBusName).rules, NamePrefix),
    })),
    PutTargets: action(
      z.strictObject({ ...OfBus, Rule: Name, Targets: z.array(Target).min(1).max(100) }),
      ({ Rule, EventBusName, Targets }) => {
        const { targets } = ruleOf(Rule, EventBusName)
        if (new Set([...targets.keys(), ...Targets.map(({ Id }) => Id)]).size > targetsPerRule)
          throw new AwsError('LimitExceededException', `Rule ${Rule} takes ${targetsPerRule} targets.`)
        for (const target of Targets) targets.set(target.Id, target)
        return { FailedEntryCount: 0, FailedEntries: [] }
      },
    ),
    RemoveTargets: action(
      z.strictObject({ ...OfBus, Rule: Name, Ids: z.array(z.string()).min(1).max(100) }),
      ({ Rule, EventBusName, Ids }) => {
        const { targets } = ruleOf(Rule, EventBusName)
        for (const id of Ids) targets.delete(id)
        return { FailedEntryCount: 0, FailedEntries: [] }
      },
    ),
    DeleteRule: action(z.strictObject({ ...OfBus, Name }), ({ Name: name, EventBusName }) => {
      const { rules } = busOf(EventBusName)
      if (rules.get(name)?.targets.size)
        throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.")
      rules.delete(name)
      return {}
    }),
    ListTargetsByRule: action(
      z.strictObject({ ...OfBus, Rule: Name, Limit: z.number().optional() }),
      ({ Rule, EventBusName }) => ({ Targets: [...ruleOf(Rule, EventBusName).targets.values()] }),
    ),
    /** Answers once the events are accepted, and delivers them afterwards. */
    PutEvents: action(z.strictObject({ Entries }), ({ Entries: entries }) => {
      if (entries.reduce((bytes, entry) => bytes + sizeOf(entry), 0) > maxRequestBytes)
        throw new AwsError('ValidationException', 'The entries of the request are over the limit.')
      const answers = entries.map(put)
      return { FailedEntryCount: answers.filter((one) => 'ErrorCode' in one).length, Entries: answers }
    }),
  }
  const server = await serveJson('AWSEvents', actions, options.callers)
  return {
    url: server.url,
    async close() {
      await server.close()
      await delivery.close()
    },
  }
}

const describe = (all: ReadonlyMap<string, Bus | Rule>, prefix: string) =>
  [...all.values()].map(({ described }) => described).filter(({ Name }) => Name.startsWith(prefix))

const sizeOf = ({ Time, Source, DetailType, Detail, Resources = [] }: Entry) =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (bytes, part) => bytes + Buffer.byteLength(part),
    Time ? 14 : 0,
  )

/** Far deeper than any event; further down JSON.stringify has no room left, and says so slowly. */
const deepest = 500

function depthOf(json: string) {
  let [depth, most] = [0, 0]
  for (const [bracket] of json.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[{\]}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    most = Math.max(most, depth)
  }
  return most
}

function parseDetail(json: string) {
  if (depthOf(json) > deepest) throw new AwsError('MalformedDetail', 'Detail is malformed.')
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(json))
  } catch {
    throw new AwsError('MalformedDetail', 'Detail is malformed.')
  }
}
