import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-eventbridge'
import { type Known, resolveReferences } from '../topology/references.ts'
import type { Topology } from '../topology.ts'

/** Creates buses and rules; PutRule replaces a rule that is there. */
export async function provisionBuses(client: EventBridgeClient, { buses, rules }: Topology, known: Known) {
  const note = (name: string, arn = '') => known.set(`${name}.name`, name).set(`${name}.arn`, arn)
  await Promise.all(
    buses.map(async ({ name: Name }) => {
      await client.send(new CreateEventBusCommand({ Name })).catch((error) => {
        if (!(error instanceof ResourceAlreadyExistsException)) throw error
      })
      note(Name, (await client.send(new DescribeEventBusCommand({ Name }))).Arn)
    }),
  )
  await Promise.all(
    rules.map(async ({ name: Name, bus, pattern: EventPattern }) => {
      const EventBusName = resolveReferences(bus, known)
      const rule = new PutRuleCommand({ Name, EventBusName, EventPattern, State: 'ENABLED' })
      note(Name, (await client.send(rule)).RuleArn)
    }),
  )
}

/**
 * Points rules at queues.
 *
 * @throws Error of one line naming the first target that was refused: PutTargets itself answers 200 then
 */
export async function provisionTargets(
  client: EventBridgeClient,
  { rules, targets }: Topology,
  known: Known,
) {
  const resolve = (text: string) => resolveReferences(text, known)
  for (const { name: Rule, bus } of rules) {
    const Targets = targets
      .filter(({ rule }) => resolve(rule) === Rule)
      .map(({ id, arn, retry, deadLetterArn }) => ({
        Id: id,
        Arn: resolve(arn),
        ...(retry && {
          RetryPolicy: {
            MaximumRetryAttempts: retry.maximumRetryAttempts,
            MaximumEventAgeInSeconds: retry.maximumEventAgeInSeconds,
          },
        }),
        ...(deadLetterArn && { DeadLetterConfig: { Arn: resolve(deadLetterArn) } }),
      }))
    if (Targets.length === 0) continue
    const put = new PutTargetsCommand({ Rule, EventBusName: resolve(bus), Targets })
    const [failed] = (await client.send(put)).FailedEntries ?? []
    if (failed) throw new Error(`target ${failed.TargetId} was refused: ${failed.ErrorMessage}`)
  }
}
