import { setTimeout as wait } from 'node:timers/promises'
import { auditEntry } from '../audit/audit-entry'
import { auditing, completing } from '../audit/store'
import { batchesOf } from '../aws/batches'
import { transact } from '../aws/dynamo'
import { sendBody } from '../aws/queue'
import { log } from '../observe/log'
import { type TimeLeft, timeLeftOf } from '../time-left'
import type { DeadLetter } from './dead-letter'
import { isUnderWay, type Job, type JobLetter } from './job'
import { findKept } from './kept-store'
import { deadLetterQueues, sourceOf } from './queues'
import { withDeadLetters } from './read-dead-letters'
import {
  abortingJob,
  endingJob,
  findJob,
  findLetters,
  leaveJob,
  listJobs,
  saveLetters,
  takeJob,
} from './store'

const stepSeconds = 4
/** Longer than a step takes: after it whoever began one is held to be dead. */
const busyMs = 20_000
/** Longer than anybody who looks at a message hides it. */
const missingMs = 30_000
const mostJobs = 20

/**
 * Goes on with a redrive, by a step at least, until it has ended, nothing of it is to be found just now, or the time is over. Whoever
 * comes next goes on from there, also after one that was killed; of two at once the second stops.
 */
export async function continueRedrive(id: string, timeLeft: TimeLeft): Promise<Job | undefined> {
  let job = await findJob(id)
  while (job && isUnderWay(job)) {
    const before = job.moved
    const next = await step(job, timeLeft)
    job = next ?? (await findJob(id))
    if (!next || next.moved === before || timeLeft() <= 0) return job
  }
  return job
}

/** The same for all that are under way, one after the other. */
export async function continueRedrives(timeLeft: TimeLeft) {
  for (const { id } of (await listJobs(mostJobs)).filter(isUnderWay))
    if (timeLeft() > 0) await continueRedrive(id, timeLeft)
}

/** Stops a redrive in the middle; what has been moved stays where it is. False where it has ended already. */
export async function abortRedrive(id: string, who: string): Promise<boolean> {
  const job = await findJob(id)
  if (!job) return false
  const entry = auditEntry({
    ...{ who, what: 'abort of a redrive', why: 'asked for on its page', target: id },
    before: `${job.moved} of ${job.total} moved`,
    after: 'no further message is moved',
  })
  if (await transact([abortingJob(id), auditing(entry)])) return false
  // Where nobody is at it, nobody else would end it before the next look.
  await continueRedrive(id, timeLeftOf(0))
  return true
}

async function step(read: Job, timeLeft: TimeLeft): Promise<Job | undefined> {
  const now = new Date()
  const busyUntil = new Date(now.getTime() + busyMs)
  const job = await takeJob(read, now.toISOString(), busyUntil.toISOString())
  const known = job && (await findLetters(job.id))
  if (!job || !known) return undefined
  if (job.state === 'aborting') return end(job, known.letters, 'aborted')
  const until = timeLeftOf(Math.min(busyMs - 5_000, Math.max(1_000, timeLeft())))
  const letters = await moveSome(job, known, until)
  if (!letters) return undefined
  const moved = letters.filter(({ sent }) => sent).length
  const isAborted = (await findJob(job.id))?.state === 'aborting'
  if (isAborted) return end(job, letters, 'aborted')
  if (moved === job.total) return end(job, letters, 'ended')
  const missingSince = moved > job.moved ? undefined : (job.missingSince ?? now.toISOString())
  if (missingSince && now.getTime() - Date.parse(missingSince) > missingMs) return end(job, letters, 'ended')
  const isOurs = await leaveJob(job, { moved, missingSince })
  return isOurs ? { ...job, moved, missingSince, busyUntil: undefined } : undefined
}

/** What was about to be sent when somebody was killed, and is gone, was sent: a message is deleted after that. */
async function end(job: Job, letters: JobLetter[], state: 'ended' | 'aborted') {
  const moved = letters.filter(({ at }) => at).length
  const over = { state, moved, endedAt: new Date().toISOString() }
  const left = job.total - moved
  const after = [
    `moved ${moved}`,
    ...(left > 0 ? [`${state === 'aborted' ? 'left where they were' : 'not there any more'} ${left}`] : []),
    ...(state === 'aborted' ? ['aborted'] : []),
  ].join(', ')
  const refused = await transact([endingJob(job, over), completing(job.entry, after)])
  return refused ? undefined : { ...job, ...over, busyUntil: undefined }
}

type Known = NonNullable<Awaited<ReturnType<typeof findLetters>>>

/** Moves as many as go into a step at the job's rate. Undefined where another has gone on with it. */
async function moveSome(job: Job, known: Known, timeLeft: TimeLeft): Promise<JobLetter[] | undefined> {
  const url = deadLetterQueues()[job.queue]
  if (!url) return known.letters
  const budget = job.perSecond * stepSeconds
  const waiting = new Map(known.letters.filter(({ sent }) => !sent).map((one) => [one.messageId, one]))
  const wanted = Math.min(budget, waiting.size)
  const countWanted = (held: ReadonlyMap<string, unknown>) =>
    [...held.keys()].filter((id) => waiting.has(id)).length
  return withDeadLetters(
    url,
    async (held, remove) => {
      const chosen = held.filter(({ messageId }) => waiting.has(messageId)).slice(0, budget)
      if (chosen.length === 0) return known.letters
      const at = new Date().toISOString()
      const ids = new Set(chosen.map(({ messageId }) => messageId))
      const marked = known.letters.map((one) => (ids.has(one.messageId) ? { ...one, at } : one))
      if (!(await saveLetters({ ...known, letters: marked }))) return undefined
      const sent = new Set<string>()
      const move = async (letter: (typeof chosen)[number]) => {
        await send(url, letter, waiting.get(letter.messageId)?.edit)
        await remove(letter)
        sent.add(letter.messageId)
      }
      for (const [index, burst] of batchesOf(chosen, job.perSecond).entries()) {
        if (index > 0 && (timeLeft() <= 0 || (await findJob(job.id))?.state !== 'running')) break
        const began = performance.now()
        for (const result of await Promise.allSettled(burst.map(move)))
          if (result.status === 'rejected') log.error('Message not moved', { error: result.reason })
        const isLast = sent.size === waiting.size
        if (!isLast) await wait(Math.max(0, 1_000 - (performance.now() - began)))
      }
      const letters = known.letters.map((one): JobLetter => {
        if (!ids.has(one.messageId)) return one
        return sent.has(one.messageId) ? { ...one, at, sent: true } : { ...one, at: undefined }
      })
      const isSaved = await saveLetters({ ...known, letters, version: known.version + 1 })
      return isSaved ? letters : undefined
    },
    { enough: (held) => countWanted(held) >= wanted },
  )
}

async function send(deadLetters: string, letter: DeadLetter, edit: string | undefined) {
  const source = sourceOf(deadLetters, letter)
  if (!source) throw new Error('The message belongs to no queue of ours')
  const instead = edit === undefined ? undefined : await findKept(edit)
  if (edit !== undefined && instead?.edited === undefined) throw new Error('The edited copy is gone')
  await sendBody(source.url, instead?.edited ?? letter.body)
}
