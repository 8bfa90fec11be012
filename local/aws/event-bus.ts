import type { SQSClient } from '@aws-sdk/client-sqs'
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
 *
 * @param options.sqs where the target queues are; it must try each call once
 * @param options.callers whom it answers
 * @param options.firstPauseMs before a failed delivery's first retry
 * @returns its URL; `close` delivers what it accepted, as far as that goes within two seconds
 */
export async function startEventBus(options: {
  sqs: SQSClient
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

  function addBus(name: string) {
    const bus = { described: { Name: name, Arn: `${prefix}:event-bus/${name}` }, rules: new Map() }
    buses.set(name, bus)
    return bus
  }
  addBus('default')

  /** By name or ARN, where AWS takes either. */
  const findBus = (nameOrArn = 'default') => buses.get(nameOrArn.replace(/^arn:.*:event-bus\//, ''))

  function busOf(nameOrArn?: string) {
    const bus = findBus(nameOrArn)
    if (!bus) throw notFound(`Event bus ${nameOrArn}`)
    return bus
  }

  function ruleOf(name: string, busName?: string) {
    const rule = busOf(busName).rules.get(name)
    if (!rule) throw notFound(`Rule ${name}`)
    return rule
  }

  /** One bad entry fails alone. */
  function put(entry: Entry) {
    const { Source, DetailType, Detail, EventBusName } = entry
    const refused = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage })
    for (const [name, value] of Object.entries({ Source, DetailType, Detail }))
      if (!value) return refused('InvalidArgument', `Parameter ${name} is a required argument.`)
    if (Source.startsWith('aws.'))
      return refused('NotAuthorizedForSourceException', 'Not authorized for the source.')
    const detail = parseDetail(Detail)
    if (!detail) return refused('MalformedDetail', 'Detail is malformed.')
    const bus = findBus(EventBusName)
    if (!bus) return refused('ResourceNotFoundException', `Event bus ${EventBusName} does not exist.`)
    const envelope = envelopeOf({ ...entry, Detail: detail }, { account, region })
    for (const rule of bus.rules.values())
      if (rule.described.State === 'ENABLED' && rule.matches(envelope)) delivery.deliver(envelope, rule)
    return { EventId: envelope.id }
  }

  const actions: Actions = {
    CreateEventBus: action(
      z.strictObject({ Name, Description: z.string().optional(), Tags }),
      ({ Name: name }) => {
        if (buses.has(name))
          throw new AwsError('ResourceAlreadyExistsException', `Event bus ${name} already exists.`)
        return { EventBusArn: addBus(name).described.Arn }
      },
    ),
    DescribeEventBus: action(
      z.strictObject({ Name: z.string().optional() }),
      ({ Name: name }) => busOf(name).described,
    ),
    ListEventBuses: action(z.strictObject(List), ({ NamePrefix }) => ({
      EventBuses: [...buses.values()]
        .map(({ described }) => described)
        .filter(({ Name }) => Name.startsWith(NamePrefix)),
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
    DescribeRule: action(
      z.strictObject({ ...OfBus, Name }),
      ({ Name: name, EventBusName }) => ruleOf(name, EventBusName).described,
    ),
    ListRules: action(z.strictObject({ ...OfBus, ...List }), ({ EventBusName, NamePrefix }) => ({
      Rules: [...busOf(EventBusName).rules.values()]
        .map(({ described }) => described)
        .filter(({ Name }) => Name.startsWith(NamePrefix)),
    })),
    PutTargets: action(
      z.strictObject({ ...OfBus, Rule: Name, Targets: z.array(Target).min(1).max(100) }),
      ({ Rule, EventBusName, Targets }) => {
        const { targets } = ruleOf(Rule, EventBusName)
        if (new Set([...targets.keys(), ...Targets.map(({ Id }) => Id)]).size > targetsPerRule)
          throw new AwsError(
            'LimitExceededException',
            `Rule ${Rule} would have more than ${targetsPerRule} targets.`,
          )
        for (const target of Targets) targets.set(target.Id, target)
        return { FailedEntryCount: 0, FailedEntries: [] }
      },
    ),
    ListTargetsByRule: action(
      z.strictObject({ ...OfBus, Rule: Name, Limit: z.number().optional() }),
      ({ Rule, EventBusName }) => ({ Targets: [...ruleOf(Rule, EventBusName).targets.values()] }),
    ),
    /** Answers once the events are accepted, and delivers them afterwards. */
    PutEvents: action(z.strictObject({ Entries }), ({ Entries: entries }) => {
      if (entries.reduce((bytes, entry) => bytes + sizeOf(entry), 0) > maxRequestBytes)
        throw new AwsError(
          'ValidationException',
          'Total size of the entries in the request is over the limit.',
        )
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

const sizeOf = ({ Time, Source, DetailType, Detail, Resources = [] }: Entry) =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (bytes, part) => bytes + Buffer.byteLength(part),
    Time ? 14 : 0,
  )

function parseDetail(json: string) {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}
