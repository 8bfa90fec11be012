import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { type Known, resolveReferences } from '../topology/references.ts'
import type { Queue, Topology } from '../topology.ts'

type Attributes = Record<string, string>

/** Creates the queues that are missing, those that others name as their dead-letter queue first. */
export async function provisionQueues(client: SQSClient, queues: readonly Queue[], known: Known) {
  const provision = async (queue: Queue) => {
    const url = await urlOf(client, queue.name)
    const { QueueArn = '' } = await settle(client, url, attributesOf(queue, known))
    for (const [attribute, value] of Object.entries({ name: queue.name, url, arn: QueueArn }))
      known.set(`${queue.name}.${attribute}`, value)
  }
  await Promise.all(queues.filter(({ deadLetters }) => !deadLetters).map(provision))
  await Promise.all(queues.filter(({ deadLetters }) => deadLetters).map(provision))
}

/** Sets the policies, which name rules and so come after them. */
export const provisionPolicies = (client: SQSClient, policies: Topology['queuePolicies'], known: Known) =>
  Promise.all(
    policies.map(({ queueUrl, policy }) =>
      settle(client, resolveReferences(queueUrl, known), { Policy: resolveReferences(policy, known) }),
    ),
  )

async function urlOf(client: SQSClient, QueueName: string) {
  try {
    return (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? ''
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist || /NonExistentQueue|QueueDoesNotExist/.test(String(error))))
      throw error
    return (await client.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? ''
  }
}

const attributesOf = (
  { visibilityTimeoutSeconds, messageRetentionSeconds, deadLetters }: Queue,
  known: Known,
): Attributes => ({
  VisibilityTimeout: String(visibilityTimeoutSeconds),
  ...(messageRetentionSeconds && { MessageRetentionPeriod: String(messageRetentionSeconds) }),
  ...(deadLetters && {
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: resolveReferences(deadLetters.arn, known),
      maxReceiveCount: deadLetters.maxReceiveCount,
    }),
  }),
})

/** Changes the attributes that differ, JSON ones compared by meaning. Answers those that were found. */
async function settle(client: SQSClient, QueueUrl: string, wanted: Attributes): Promise<Attributes> {
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })
  const found: Attributes = { ...(await client.send(asked)).Attributes }
  const differing = Object.entries(wanted).filter(([name, value]) => meaning(found[name]) !== meaning(value))
  if (differing.length > 0)
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: Object.fromEntries(differing) }))
  return found
}

function meaning(value: string | undefined) {
  if (!value?.startsWith('{')) return value
  return JSON.stringify(JSON.parse(value, (_, part) => (typeof part === 'number' ? String(part) : part)))
}
