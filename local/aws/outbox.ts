import {
  GetQueueUrlCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs'

export type Parcel = { body: string; attributes?: Record<string, string> }
export type Outcome = 'sent' | { code: string; message: string; permanent: boolean }

type Waiting = Parcel & { settle: (outcome: Outcome) => void }

/** SQS takes ten messages and 256 KiB a batch on every server; AWS itself has raised the second. */
const maxEntries = 10
const maxBytes = 256 * 1024

/** Errors no retry can mend, by the codes EventBridge gives them. */
const permanent: Record<string, string> = {
  QueueDoesNotExist: 'NO_RESOURCE',
  'AWS.SimpleQueueService.NonExistentQueue': 'NO_RESOURCE',
  AccessDenied: 'NO_PERMISSIONS',
  AccessDeniedException: 'NO_PERMISSIONS',
}

/**
 * Sends messages to queues named by ARN. What is offered to a queue while a request to it is under way, or in the same
 * turn, travels together, so that batches grow with the load.
 */
export function createOutbox(sqs: SQSClient) {
  const urls = new Map<string, Promise<string>>()
  const waiting = new Map<string, Waiting[]>()

  function urlOf(arn: string) {
    const known = urls.get(arn)
    if (known) return known
    const [, , , , QueueOwnerAWSAccountId, QueueName] = arn.split(':')
    const asked = sqs
      .send(new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId }))
      .then(({ QueueUrl = '' }) => QueueUrl)
    urls.set(arn, asked)
    asked.catch(() => urls.delete(arn))
    return asked
  }

  async function sendBatch(arn: string, batch: readonly Waiting[]) {
    try {
      const QueueUrl = await urlOf(arn)
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl, Entries: batch.map(entryOf) }),
      )
      const failures = new Map(Failed.map((failure) => [failure.Id, failure]))
      batch.forEach(({ settle }, id) => {
        const { Code = 'UNKNOWN', Message = '', SenderFault = false } = failures.get(String(id)) ?? {}
        settle(failures.has(String(id)) ? { code: Code, message: Message, permanent: SenderFault } : 'sent')
      })
    } catch (error) {
      urls.delete(arn)
      const outcome = outcomeOf(error)
      for (const { settle } of batch) settle(outcome)
    }
  }

  async function sendAll(arn: string, queue: Waiting[]) {
    while (queue.length > 0)
      await Promise.all(batchesOf(queue.splice(0)).map((batch) => sendBatch(arn, batch)))
    waiting.delete(arn)
  }

  return {
    /** @returns 'sent', or why not; never throws */
    send: (arn: string, parcel: Parcel) =>
      new Promise<Outcome>((settle) => {
        const queue = waiting.get(arn) ?? []
        queue.push({ ...parcel, settle })
        if (waiting.has(arn)) return
        waiting.set(arn, queue)
        setImmediate(sendAll, arn, queue)
      }),
  }
}

function outcomeOf(error: unknown): Outcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  const code = Object.hasOwn(permanent, name) ? permanent[name] : undefined
  return { code: code ?? name, message, permanent: code !== undefined }
}

const entryOf = ({ body, attributes = {} }: Waiting, index: number): SendMessageBatchRequestEntry => ({
  Id: String(index),
  MessageBody: body,
  MessageAttributes: Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  ),
})

/** Cuts `queue` where a batch would grow too large. Bodies are ASCII, so their length is their size. */
function batchesOf(queue: readonly Waiting[]) {
  const batches: Waiting[][] = []
  let bytes = 0
  for (const parcel of queue) {
    const size = parcel.body.length + JSON.stringify(parcel.attributes ?? {}).length
    const current = batches.at(-1)
    if (current && current.length < maxEntries && bytes + size <= maxBytes) {
      current.push(parcel)
      bytes += size
    } else {
      batches.push([parcel])
      bytes = size
    }
  }
  return batches
}
