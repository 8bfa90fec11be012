import * as z from 'zod'
import { AwsError, Name, parseInput } from './errors.ts'
import type { Actions } from './json-server.ts'
import type { Registry } from './registry.ts'

const QueueArn = z.string().regex(/^arn:[\w-]+:sqs:[\w-]+:\d+:[\w-]+$/, 'only SQS queues can be targets here')

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
const Of = { Rule: Name, EventBusName: z.string().optional() }
const Put = z.strictObject({ ...Of, Targets: z.array(Target).min(1).max(100) })
const Remove = z.strictObject({
  ...Of,
  Ids: z.array(z.string()).min(1).max(100),
  Force: z.boolean().optional(),
})
const List = z.strictObject({ ...Of, Limit: z.number().optional() })

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const targetsPerRule = 5

/** PutTargets, RemoveTargets, ListTargetsByRule. */
export const targetActions = ({ ruleOf }: Registry): Actions => ({
  PutTargets(input) {
    const { Rule, EventBusName, Targets } = parseInput(Put, input)
    const { targets } = ruleOf(Rule, EventBusName)
    const ids = new Set([...targets.keys(), ...Targets.map(({ Id }) => Id)])
    if (ids.size > targetsPerRule)
      throw new AwsError(
        'LimitExceededException',
        `Rule ${Rule} would have more than ${targetsPerRule} targets.`,
      )
    for (const target of Targets) targets.set(target.Id, target)
    return { FailedEntryCount: 0, FailedEntries: [] }
  },
  RemoveTargets(input) {
    const { Rule, EventBusName, Ids } = parseInput(Remove, input)
    const { targets } = ruleOf(Rule, EventBusName)
    const FailedEntries = Ids.filter((id) => !targets.delete(id)).map((TargetId) => ({
      TargetId,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Target ${TargetId} does not exist on rule ${Rule}.`,
    }))
    return { FailedEntryCount: FailedEntries.length, FailedEntries }
  },
  ListTargetsByRule(input) {
    const { Rule, EventBusName } = parseInput(List, input)
    return { Targets: [...ruleOf(Rule, EventBusName).targets.values()] }
  },
})
