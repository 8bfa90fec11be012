import { ulid } from 'ulid'
import { auditEntry } from '../audit/audit-entry'
import { auditing } from '../audit/store'
import { transact } from '../aws/dynamo'
import { causeKeyOf } from '../failure/failure'
import { deleteCall, sendCall } from './aws-calls'
import { countPlans, type ListedLetter } from './dead-letter'
import type { Job, JobLetter } from './job'
import { deadLetterQueues, sourceOf } from './queues'
import { savingJob } from './store'

type Wish = {
  /** The dead-letter queue, by its name in sst.config.ts. */
  queue: string
  letters: readonly ListedLetter[]
  by: string
  why: string
  perSecond: number
  /** What is sent in place of a message, by its id: the id under which that is kept. */
  edits?: Readonly<Record<string, string>>
  /** Of what was edited: what has changed. */
  before?: string
}

/** Begins a redrive of these messages, as many of them as belong to a queue of ours; undefined where none does. */
export async function beginRedrive({ queue, letters, by, why, perSecond, edits = {}, before }: Wish) {
  const url = deadLetterQueues()[queue] ?? ''
  const moving = letters.flatMap((letter) => {
    const source = sourceOf(url, letter)
    return source ? [{ ...letter, source }] : []
  })
  const [first] = moving
  if (!first) return undefined
  const now = new Date()
  const { length } = moving
  const entry = auditEntry(
    {
      ...{ who: by, why, what: edits[first.messageId] ? 'redrive of an edited message' : 'redrive' },
      target: `${queue}: ${length === 1 ? first.messageId : `${length} messages`}`,
      call: [
        ...(length === 1 ? [] : [`# for each of ${length} messages, ${perSecond} a second`]),
        sendCall(first.source.url, '…'),
        deleteCall(url),
      ].join('\n'),
      before: (
        before ??
        countPlans(moving)
          .map(({ words, count }) => `${count}: ${words}`)
          .join('\n')
      ).slice(0, 4_000),
    },
    now,
  )
  const job: Job = {
    id: `REDRIVE-${ulid(now.getTime())}`,
    ...{ queue, by, why, perSecond, total: length, moved: 0, state: 'running', version: 0 },
    beganAt: now.toISOString(),
    entry: { day: entry.day, at: entry.at },
  }
  const jobLetters = moving.map(
    ({ messageId, eventId, orderId, source, failure }): JobLetter => ({
      ...{ messageId, eventId, orderId, service: source.service },
      ...(failure && { cause: causeKeyOf(failure) }),
      ...(edits[messageId] && { edit: edits[messageId] }),
    }),
  )
  await transact([...savingJob(job, jobLetters), auditing(entry)])
  return job
}
