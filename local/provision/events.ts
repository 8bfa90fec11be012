import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceAlreadyExistsException,
  type Target,
} from '@aws-sdk/client-eventbridge'
import { resolveReferences } from '../topology/references.ts'
import type { Topology } from '../topology.ts'
import type { Known } from './known.ts'

/** Creates buses and rules; PutRule replaces a rule that is there. */
export async function provisionBuses(client: EventBridgeClient, { buses, rules }: Topology, known: Known) {
  await Promise.all(
    buses.map(async ({ name }) => {
      known.set(`${name}.name`, name)
      known.set(`${name}.arn`, await provisionBus(client, name))
    }),
  )
  await Promise.all(
    rules.map(async ({ name, bus, pattern }) => {
      const EventBusName = resolveReferences(bus, known)
      const { RuleArn } = await client.send(
        new PutRuleCommand({ Name: name, EventBusName, EventPattern: pattern, State: 'ENABLED' }),
      )
      known.set(`${name}.name`, name)
      known.set(`${name}.arn`, RuleArn ?? '')
    }),
  )
}

async function provisionBus(client: EventBridgeClient, Name: string) {
  try {
    await client.send(new CreateEventBusCommand({ Name }))
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error
  }
  const { Arn } = await client.send(new DescribeEventBusCommand({ Name }))
  return Arn ?? ''
}

/**
 * Points rules at queues.
 *
 * @throws Error of one line naming the first target that was refused: PutTargets itself answers 200 then
 */
export async function provisionTargets(
  client: EventBridgeClient,
  targets: Topology['targets'],
  known: Known,
) {
  const byRule = new Map<string, Topology['targets']>()
  for (const target of targets) byRule.set(target.rule, [...(byRule.get(target.rule) ?? []), target])
  await Promise.all(
    [...byRule.values()].map(async (group) => {
      const [first] = group
      if (!first) return
      const { FailedEntries = [] } = await client.send(
        new PutTargetsCommand({
          Rule: resolveReferences(first.rule, known),
          EventBusName: resolveReferences(first.bus, known),
          Targets: group.map((target) => targetOf(target, known)),
        }),
      )
      const [failed] = FailedEntries
      if (failed) throw new Error(`target ${failed.TargetId} was refused: ${failed.ErrorMessage}`)
    }),
  )
}

const targetOf = ({ id, arn, retry, deadLetterArn }: Topology['targets'][number], known: Known): Target => ({
  Id: id,
  Arn: resolveReferences(arn, known),
  ...(retry && {
    RetryPolicy: {
      MaximumRetryAttempts: retry.maximumRetryAttempts,
      MaximumEventAgeInSeconds: retry.maximumEventAgeInSeconds,
    },
  }),
  ...(deadLetterArn && { DeadLetterConfig: { Arn: resolveReferences(deadLetterArn, known) } }),
})
