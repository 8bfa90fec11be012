import { setTimeout as wait } from 'node:timers/promises'
import type { SendMessageBatchRequestEntry, SQS } from '@aws-sdk/client-sqs'
import { bodyOf, type Envelope } from './envelope.ts'
import type { Rule, Target } from './event-bus.ts'

type Failure = { code: string; message: string; permanent: boolean }
type Message = Pick<SendMessageBatchRequestEntry, 'MessageBody' | 'MessageAttributes'>
type Waiting = { message: Message; bytes: number; settle: (failure: Failure | undefined) => void }

/** EventBridge's own: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const defaults = { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 }
const longestPauseMs = 60_000

type Options = { sqs: SQS; log: (line: string) => void; firstPauseMs?: number }

/**
 * Carries events to the targets of the rules they matched: retried with backoff, which begins with `firstPauseMs`, as
 * the target's retry policy says, then sent to the target's dead-letter queue with the reason in message attributes.
 */
export function createDelivery({ sqs, log, firstPauseMs = 100 }: Options) {
  const send = createOutbox(sqs)
  const stopping = new AbortController()
  const underway = new Set<Promise<void>>()

  async function carry(MessageBody: string, { described }: Rule, target: Target) {
    const began = performance.now()
    const policy = { ...defaults, ...target.RetryPolicy }
    for (let retries = 0; ; retries++) {
      const failure = await send(target.Arn, { MessageBody })
      if (!failure) return
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** retries) * (0.5 + Math.random() / 2)
      const isOld = performance.now() + pause - began > policy.MaximumEventAgeInSeconds * 1000
      const exhausted =
        retries >= policy.MaximumRetryAttempts ? 'MaximumRetryAttempts' : isOld && 'MaximumEventAgeInSeconds'
      if (failure.permanent || exhausted)
        return bury(MessageBody, described.Name, target, {
          RULE_ARN: described.Arn,
          TARGET_ARN: target.Arn,
          ERROR_CODE: failure.code,
          ERROR_MESSAGE: failure.message || failure.code,
          RETRY_ATTEMPTS: String(retries),
          ...(!failure.permanent && exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
        })
      await wait(pause, undefined, { signal: stopping.signal })
    }
  }

  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html names these attributes. */
  async function bury(MessageBody: string, rule: string, target: Target, reasons: Record<string, string>) {
    const lost = `bus: ${rule} could not reach ${target.Arn} (${reasons.ERROR_CODE})`
    const deadLetters = target.DeadLetterConfig?.Arn
    if (!deadLetters) return log(`${lost}; it has no dead-letter queue, so the event is dropped`)
    const attributes = Object.entries(reasons).map(([name, text]) => [
      name,
      { DataType: 'String', StringValue: text },
    ])
    const failure = await send(deadLetters, {
      MessageBody,
      MessageAttributes: Object.fromEntries(attributes),
    })
    log(failure ? `${lost}, nor ${deadLetters}: dropped` : `${lost}; sent to ${deadLetters}`)
  }

  return {
    deliver(envelope: Envelope, rule: Rule) {
      const body = bodyOf(envelope)
      for (const target of rule.targets.values()) {
        const carried = carry(body, rule, target)
          .catch((error: Error) => {
            if (!stopping.signal.aborted) log(`bus: ${rule.described.Name}: ${error.message}`)
          })
          .finally(() => underway.delete(carried))
        underway.add(carried)
      }
    },
    /** Waits for what is under way, at most `graceMs`; what is still being retried then is given up. */
    async close(graceMs = 2000) {
      const drained = (async () => {
        while (underway.size > 0) await Promise.all(underway)
      })()
      await Promise.race([drained, wait(graceMs, undefined, { ref: false })])
      stopping.abort()
      await drained
    },
  }
}

/** SQS takes ten messages and 256 KiB a batch on every server; AWS itself has raised the second. */
const maxEntries = 10
const maxBytes = 256 * 1024

/** Errors no retry can mend, by the codes EventBridge gives them. */
const permanent = new Map([
  ['QueueDoesNotExist', 'NO_RESOURCE'],
  ['AWS.SimpleQueueService.NonExistentQueue', 'NO_RESOURCE'],
  ['AccessDenied', 'NO_PERMISSIONS'],
  ['AccessDeniedException', 'NO_PERMISSIONS'],
])

/**
 * Sends messages to queues named by ARN. What is offered to a queue while a request to it is under way, or in the same
 * turn, travels together, so that batches grow with the load.
 * @returns what sends one, and answers why that failed, if it did; it never throws
 */
function createOutbox(sqs: SQS) {
  const waiting = new Map<string, Waiting[]>()
  const urls = new Map<string, string | undefined>()

  async function urlOf(arn: string) {
    const [, , , , QueueOwnerAWSAccountId, QueueName] = arn.split(':')
    if (!urls.has(arn)) urls.set(arn, (await sqs.getQueueUrl({ QueueName, QueueOwnerAWSAccountId })).QueueUrl)
    return urls.get(arn)
  }

  async function sendBatch(arn: string, batch: readonly Waiting[]) {
    try {
      const Entries = batch.map(({ message }, index) => ({ Id: `${index}`, ...message }))
      const { Failed = [] } = await sqs.sendMessageBatch({ QueueUrl: await urlOf(arn), Entries })
      const failures = new Map(Failed.map((failed) => [failed.Id, failed]))
      batch.forEach(({ settle }, index) => {
        const failed = failures.get(`${index}`)
        const { Code = 'UNKNOWN', Message = '', SenderFault = false } = failed ?? {}
        settle(failed && { code: Code, message: Message, permanent: SenderFault })
      })
    } catch (error) {
      urls.delete(arn)
      const { name, message } = error as Error
      const failure = { code: permanent.get(name) ?? name, message, permanent: permanent.has(name) }
      for (const { settle } of batch) settle(failure)
    }
  }

  async function sendAll(arn: string, queue: Waiting[]) {
    while (queue.length > 0) await sendBatch(arn, takeBatch(queue))
    waiting.delete(arn)
  }

  return (arn: string, message: Message) =>
    new Promise<Failure | undefined>((settle) => {
      const queue = waiting.get(arn) ?? []
      // Bodies are ASCII, so their length is their size.
      queue.push({ message, bytes: JSON.stringify(message).length, settle })
      if (waiting.has(arn)) return
      waiting.set(arn, queue)
      setImmediate(sendAll, arn, queue)
    })
}

/** Takes as much from the front as fits in one request. */
function takeBatch(queue: Waiting[]) {
  let bytes = 0
  const end = queue.findIndex((waiting, index) => {
    bytes += waiting.bytes
    return index > 0 && (index === maxEntries || bytes > maxBytes)
  })
  return queue.splice(0, end === -1 ? queue.length : end)
}
