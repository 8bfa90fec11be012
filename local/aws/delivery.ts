import { setTimeout as wait } from 'node:timers/promises'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { bodyOf, type Envelope } from './envelope.ts'
import { createOutbox, type Outcome } from './outbox.ts'
import type { Rule, Target } from './registry.ts'

export type Delivery = ReturnType<typeof createDelivery>
type Failure = Exclude<Outcome, 'sent'>
type Parcel = { body: string; rule: Rule; target: Target; acceptedAt: number }

/** EventBridge's own: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const defaults = { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 }
const longestPauseMs = 60_000

/**
 * Carries events to the targets of the rules they matched: retried with backoff as the target's retry policy says,
 * then sent to the target's dead-letter queue with the reason in message attributes.
 *
 * @param firstPauseMs before the first retry; doubled for each further one
 */
export function createDelivery(options: {
  sqs: SQSClient
  log: (line: string) => void
  firstPauseMs?: number
}) {
  const { log, firstPauseMs = 100 } = options
  const outbox = createOutbox(options.sqs)
  const stopping = new AbortController()
  const underway = new Set<Promise<void>>()

  async function carry(parcel: Parcel) {
    const { body, target, acceptedAt } = parcel
    const policy = { ...defaults, ...target.RetryPolicy }
    for (let retries = 0; ; retries++) {
      const outcome = await outbox.send(target.Arn, { body })
      if (outcome === 'sent') return
      if (outcome.permanent) return bury(parcel, outcome, retries)
      if (retries >= policy.MaximumRetryAttempts)
        return bury(parcel, outcome, retries, 'MaximumRetryAttempts')
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** retries) * (0.5 + Math.random() / 2)
      if (performance.now() + pause - acceptedAt > policy.MaximumEventAgeInSeconds * 1000)
        return bury(parcel, outcome, retries, 'MaximumEventAgeInSeconds')
      await wait(pause, undefined, { signal: stopping.signal })
    }
  }

  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html names these attributes. */
  async function bury({ body, rule, target }: Parcel, failure: Failure, retries: number, exhausted?: string) {
    const lost = `bus: ${rule.name} could not reach ${target.Arn} (${failure.code})`
    const deadLetters = target.DeadLetterConfig?.Arn
    if (!deadLetters) return log(`${lost}; it has no dead-letter queue, so the event is dropped`)
    const attributes = {
      RULE_ARN: rule.arn,
      TARGET_ARN: target.Arn,
      ERROR_CODE: failure.code,
      ERROR_MESSAGE: failure.message || failure.code,
      RETRY_ATTEMPTS: String(retries),
      ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
    }
    const outcome = await outbox.send(deadLetters, { body, attributes })
    log(outcome === 'sent' ? `${lost}; sent to ${deadLetters}` : `${lost}, nor ${deadLetters}: dropped`)
  }

  return {
    deliver(envelope: Envelope, rules: readonly Rule[]) {
      const body = bodyOf(envelope)
      for (const rule of rules)
        for (const target of rule.targets.values()) {
          const carried = carry({ body, rule, target, acceptedAt: performance.now() })
            .catch((error: Error) => {
              if (!stopping.signal.aborted) log(`bus: ${rule.name}: ${error.message}`)
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
