import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { resolveReferences } from '../topology/references.ts'
import type { Topology } from '../topology.ts'
import type { Known } from './known.ts'

type Attributes = Record<string, string>
type Queue = Topology['queues'][number]

/** Creates the queues that are missing, those that others name as their dead-letter queue first. */
export async function provisionQueues(client: SQSClient, queues: readonly Queue[], known: Known) {
  const provision = (queue: Queue) => provisionQueue(client, queue, known)
  await Promise.all(queues.filter(({ deadLetters }) => !deadLetters).map(provision))
  await Promise.all(queues.filter(({ deadLetters }) => deadLetters).map(provision))
}

/** Sets the policies, which name rules and so come after them. */
export async function provisionPolicies(
  client: SQSClient,
  policies: Topology['queuePolicies'],
  known: Known,
) {
  await Promise.all(
    policies.map(async ({ queueUrl, policy }) => {
      const wanted = { Policy: resolveReferences(policy, known) }
      await settle(client, resolveReferences(queueUrl, known), wanted)
    }),
  )
}

async function provisionQueue(client: SQSClient, queue: Queue, known: Known) {
  const url = (await find(client, queue.name)) ?? (await create(client, queue.name))
  const { QueueArn } = await settle(client, url, attributesOf(queue, known))
  known.set(`${queue.name}.name`, queue.name)
  known.set(`${queue.name}.url`, url)
  known.set(`${queue.name}.arn`, QueueArn ?? '')
}

async function find(client: SQSClient, QueueName: string) {
  try {
    return (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl
  } catch (error) {
    const missing =
      error instanceof QueueDoesNotExist || /NonExistentQueue|QueueDoesNotExist/.test(String(error))
    if (!missing) throw error
    return undefined
  }
}

async function create(client: SQSClient, QueueName: string) {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName }))
  if (!QueueUrl) throw new Error(`queue ${QueueName} was created without a URL`)
  return QueueUrl
}

function attributesOf(
  { visibilityTimeoutSeconds, messageRetentionSeconds, deadLetters }: Queue,
  known: Known,
) {
  const attributes: Attributes = { VisibilityTimeout: String(visibilityTimeoutSeconds) }
  if (messageRetentionSeconds) attributes.MessageRetentionPeriod = String(messageRetentionSeconds)
  if (deadLetters)
    attributes.RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: resolveReferences(deadLetters.arn, known),
      maxReceiveCount: deadLetters.maxReceiveCount,
    })
  return attributes
}

/** Changes the attributes that differ, JSON ones compared by meaning. Answers those that were found. */
async function settle(client: SQSClient, QueueUrl: string, wanted: Attributes): Promise<Attributes> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  )
  const found: Attributes = { ...Attributes }
  const differing = Object.entries(wanted).filter(([name, value]) => meaning(found[name]) !== meaning(value))
  if (differing.length > 0)
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: Object.fromEntries(differing) }))
  return found
}

function meaning(value: string | undefined) {
  if (!value?.startsWith('{')) return value
  return JSON.stringify(JSON.parse(value, (_, part) => (typeof part === 'number' ? String(part) : part)))
}
