import { randomUUID } from 'node:crypto'
import {
  DeleteRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'

type Aws = { eventBridge: EventBridgeClient; sqs: SQSClient; bus: string }

/**
 * A rule and a queue of their own, named `Follow-…`, that everything goes to which services of the shop publish.
 *
 * @returns `take`, which waits 20 seconds at most for up to ten messages, and `stop`, which takes both away again
 */
export async function followBus({ eventBridge, sqs, bus: EventBusName }: Aws) {
  const Name = `Follow-${randomUUID().slice(0, 8)}`
  const Attributes = { MessageRetentionPeriod: '300' }
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: Name, Attributes }))

  /** What is not there, or can no longer be reached, is left as it is. */
  async function stop() {
    const rule = { Rule: Name, EventBusName, Ids: ['follow'] }
    await eventBridge.send(new RemoveTargetsCommand(rule)).catch(() => {})
    await eventBridge.send(new DeleteRuleCommand({ Name, EventBusName })).catch(() => {})
    await sqs.send(new DeleteQueueCommand({ QueueUrl })).catch(() => {})
  }

  async function take(abortSignal?: AbortSignal) {
    const asked = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 20,
      MessageSystemAttributeNames: ['SentTimestamp'],
    })
    const { Messages = [] } = await sqs.send(asked, { abortSignal }).catch((error) => {
      if (abortSignal?.aborted) return { Messages: [] }
      throw error
    })
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
    if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
    return Messages
  }

  try {
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] })
    const Arn = (await sqs.send(asked)).Attributes?.QueueArn ?? ''
    const EventPattern = JSON.stringify({ source: [{ prefix: 'com.swn.' }] })
    const { RuleArn = '' } = await eventBridge.send(new PutRuleCommand({ Name, EventBusName, EventPattern }))
    const Policy = policy(Arn, RuleArn)
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }))
    const Targets = [{ Id: 'follow', Arn }]
    await eventBridge.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }))
    return { take, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const policy = (queueArn: string, ruleArn: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
      },
    ],
  })
