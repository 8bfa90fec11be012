import * as z from 'zod'
import type { Recorder } from './recorder.ts'
import { referTo } from './references.ts'
import { strict } from './strict.ts'

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

/** The `aws.*` resources that sst.config.ts uses directly. Alarms and topics are noted and not provisioned. */
export const provider = ({ component, topology }: Recorder) => ({
  cloudwatch: strict('aws.cloudwatch', {
    EventRule: component('aws.cloudwatch.EventRule', RuleArguments, (name, args) => {
      topology.rules.push({ name, bus: args.eventBusName, pattern: args.eventPattern })
      return { name: referTo(name, 'name'), arn: referTo(name, 'arn') }
    }),
    EventTarget: component('aws.cloudwatch.EventTarget', TargetArguments, (name, args) => {
      const { targetId: id, eventBusName: bus, retryPolicy: retry, deadLetterConfig, rule, arn } = args
      topology.targets.push({ name, id, rule, bus, arn, retry, deadLetterArn: deadLetterConfig?.arn })
      return {}
    }),
    MetricAlarm: component('aws.cloudwatch.MetricAlarm', z.object({}), (name) => {
      topology.alarms.push(name)
      return {}
    }),
  }),
  sqs: strict('aws.sqs', {
    QueuePolicy: component('aws.sqs.QueuePolicy', PolicyArguments, (name, args) => {
      topology.queuePolicies.push({ name, ...args })
      return {}
    }),
  }),
  sns: strict('aws.sns', {
    Topic: component('aws.sns.Topic', z.strictObject({}), (name) => {
      topology.topics.push(name)
      return { arn: referTo(name, 'arn') }
    }),
  }),
  iam: strict('aws.iam', { assumeRolePolicyForPrincipal: (principal: object) => JSON.stringify(principal) }),
})
