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
  type SQSClient,
} from '@aws-sdk/client-sqs'
import * as z from 'zod'

type Aws = { eventBridge: EventBridgeClient; sqs: SQSClient; bus: string }

const Told = z.looseObject({ 'detail-type': z.string(), detail: z.looseObject({ orderId: z.string() }) })
type Told = z.infer<typeof Told>

/** A queue of its own that everything on the bus of the shop goes to. */
export async function followBus({ eventBridge, sqs, bus: EventBusName }: Aws) {
  const Name = `Follow-${randomUUID().slice(0, 8)}`
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: Name }))
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] })
  const Arn = (await sqs.send(asked)).Attributes?.QueueArn
  const EventPattern = JSON.stringify({ source: [{ prefix: 'com.swn.' }] })
  await eventBridge.send(new PutRuleCommand({ Name, EventBusName, EventPattern }))
  await eventBridge.send(
    new PutTargetsCommand({ Rule: Name, EventBusName, Targets: [{ Id: 'follow', Arn }] }),
  )

  /** Takes messages as they are until `enough` of what has come. */
  async function takeUntil(enough: (taken: Told[]) => boolean): Promise<Told[]> {
    const taken: Told[] = []
    while (!enough(taken)) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
      )
      taken.push(...Messages.map(({ Body = '' }) => Told.parse(JSON.parse(Body))))
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
      if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
    }
    return taken
  }

  async function stop() {
    await eventBridge.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids: ['follow'] }))
    await eventBridge.send(new DeleteRuleCommand({ Name, EventBusName }))
    await sqs.send(new DeleteQueueCommand({ QueueUrl }))
  }
  return { takeUntil, stop }
}
