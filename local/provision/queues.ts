import { QueueDoesNotExist, type SQS } from '@aws-sdk/client-sqs'
import { type Known, resolveReferences } from '../topology/references.ts'
import type { Queue, Topology } from '../topology.ts'

type Attributes = Record<string, string>

/** Creates the queues that are missing, those that others name as their dead-letter queue first. */
export async function provisionQueues(sqs: SQS, queues: readonly Queue[], known: Known) {
  const provision = async (queue: Queue) => {
    const { name } = queue
    const url = await urlOf(sqs, name)
    const { QueueArn = '' } = await settle(sqs, url, attributesOf(queue, known))
    known.set(`${name}.name`, name).set(`${name}.url`, url).set(`${name}.arn`, QueueArn)
  }
  await Promise.all(queues.filter(({ deadLetters }) => !deadLetters).map(provision))
  await Promise.all(queues.filter(({ deadLetters }) => deadLetters).map(provision))
}

/** Sets the policies, which name rules and so come after them. */
export const provisionPolicies = (sqs: SQS, policies: Topology['queuePolicies'], known: Known) =>
  Promise.all(
    policies.map(({ queueUrl, policy }) =>
      settle(sqs, resolveReferences(queueUrl, known), { Policy: resolveReferences(policy, known) }),
    ),
  )

async function urlOf(sqs: SQS, QueueName: string) {
  try {
    return (await sqs.getQueueUrl({ QueueName })).QueueUrl ?? ''
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist || /NonExistentQueue|QueueDoesNotExist/.test(String(error))))
      throw error
    return (await sqs.createQueue({ QueueName })).QueueUrl ?? ''
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
async function settle(sqs: SQS, QueueUrl: string, wanted: Attributes): Promise<Attributes> {
  const asked = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['All'] })
  const found: Attributes = { ...asked.Attributes }
  const differing = Object.entries(wanted).filter(([name, value]) => meaning(found[name]) !== meaning(value))
  if (differing.length > 0)
    await sqs.setQueueAttributes({ QueueUrl, Attributes: Object.fromEntries(differing) })
  return found
}

function meaning(value: string | undefined) {
  if (!value?.startsWith('{')) return value
  return JSON.stringify(JSON.parse(value, (_, part) => (typeof part === 'number' ? String(part) : part)))
}
