import { type EventBridge, ResourceAlreadyExistsException } from '@aws-sdk/client-eventbridge'
import { type Known, resolveReferences } from '../topology/references.ts'
import type { Topology } from '../topology.ts'

/** Creates buses and rules; PutRule replaces a rule that is there. */
export async function provisionBuses(eventBridge: EventBridge, { buses, rules }: Topology, known: Known) {
  const note = (name: string, arn = '') => known.set(`${name}.name`, name).set(`${name}.arn`, arn)
  await Promise.all(
    buses.map(async ({ name: Name }) => {
      await eventBridge.createEventBus({ Name }).catch((error) => {
        if (!(error instanceof ResourceAlreadyExistsException)) throw error
      })
      note(Name, (await eventBridge.describeEventBus({ Name })).Arn)
    }),
  )
  await Promise.all(
    rules.map(async ({ name: Name, bus, pattern: EventPattern }) => {
      const EventBusName = resolveReferences(bus, known)
      note(Name, (await eventBridge.putRule({ Name, EventBusName, EventPattern, State: 'ENABLED' })).RuleArn)
    }),
  )
}

/**
 * Points rules at queues.
 * @throws Error of one line naming the first target that was refused: PutTargets itself answers 200 then
 */
export async function provisionTargets(eventBridge: EventBridge, { rules, targets }: Topology, known: Known) {
  const resolve = (text: string) => resolveReferences(text, known)
  for (const { name: Rule, bus } of rules) {
    const Targets = targets
      .filter(({ rule }) => resolve(rule) === Rule)
      .map(({ id, arn, retry, deadLetterArn }) => ({
        Id: id,
        Arn: resolve(arn),
        RetryPolicy: retry && {
          MaximumRetryAttempts: retry.maximumRetryAttempts,
          MaximumEventAgeInSeconds: retry.maximumEventAgeInSeconds,
        },
        DeadLetterConfig: deadLetterArn ? { Arn: resolve(deadLetterArn) } : undefined,
      }))
    if (Targets.length === 0) continue
    const { FailedEntries } = await eventBridge.putTargets({ Rule, EventBusName: resolve(bus), Targets })
    for (const { TargetId, ErrorMessage } of FailedEntries ?? [])
      throw new Error(`target ${TargetId} was refused: ${ErrorMessage}`)
  }
}
