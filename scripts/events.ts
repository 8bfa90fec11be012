import { randomUUID } from 'node:crypto'
import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge'
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { events, isEventType } from '../lib/events.ts'
import { eventIn, lineOf } from '../local/event-lines.ts'
import { findShop, run } from './command.ts'

// npm run events: follows the bus until Ctrl-C, by a rule and a queue of its own, which it takes away again.

const name = `Follow-${randomUUID().slice(0, 8)}`
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())

const print = ({ Body = '', Attributes = {} }: Message) => {
  const event = eventIn(Body, Number(Attributes.SentTimestamp))
  const colour = process.stdout.isTTY && process.stdout.hasColors()
  if (!event) return
  const taken = isEventType(event.type) ? [...events[event.type].listeners] : ['nobody']
  console.log(lineOf({ ...event, taken }, colour))
}

await run(async () => {
  findShop()
  const { eventBridge } = await import('../lib/aws/bus.ts')
  const { Resource } = await import('sst')
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false })
  const EventBusName = Resource.SwnEventBus.name
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { MessageRetentionPeriod: '300' } }),
  )
  try {
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] })
    const Arn = (await sqs.send(asked)).Attributes?.QueueArn ?? ''
    const EventPattern = JSON.stringify({ source: [{ prefix: 'com.swn.' }] })
    const { RuleArn = '' } = await eventBridge.send(
      new PutRuleCommand({ Name: name, EventBusName, EventPattern }),
    )
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: policy(Arn, RuleArn) } }))
    await eventBridge.send(
      new PutTargetsCommand({ Rule: name, EventBusName, Targets: [{ Id: 'follow', Arn }] }),
    )
    console.log('following the bus; Ctrl-C ends it')
    while (!stopping.signal.aborted) await receive(sqs, QueueUrl)
  } finally {
    await eventBridge
      .send(new RemoveTargetsCommand({ Rule: name, EventBusName, Ids: ['follow'] }))
      .catch(() => {})
    await eventBridge.send(new DeleteRuleCommand({ Name: name, EventBusName })).catch(() => {})
    await sqs.send(new DeleteQueueCommand({ QueueUrl })).catch(() => {})
  }
})

async function receive(sqs: SQSClient, QueueUrl: string | undefined) {
  const { signal: abortSignal } = stopping
  const asked = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['SentTimestamp'],
  })
  const { Messages = [] } = await sqs.send(asked, { abortSignal }).catch((error) => {
    if (abortSignal.aborted) return { Messages: [] }
    throw error
  })
  Messages.forEach(print)
  const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
  if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
}

function policy(queueArn: string, ruleArn: string) {
  return JSON.stringify({
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
}
