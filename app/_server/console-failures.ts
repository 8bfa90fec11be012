import 'server-only'
import { after } from 'next/server'
import { glanceAtLetters, isMeant } from '@/lib/dead-letter/choose-letters'
import { continueRedrive } from '@/lib/dead-letter/continue-redrive'
import { countPlans, failureIdOf, type ListedLetter, payloadOf } from '@/lib/dead-letter/dead-letter'
import { fieldsOf } from '@/lib/dead-letter/edit'
import { isUnderWay } from '@/lib/dead-letter/job'
import { listDiscarded } from '@/lib/dead-letter/kept-store'
import {
  callsOf,
  deadLetterQueues,
  deadLettersOf,
  originOf,
  queueNameOf,
  sources,
} from '@/lib/dead-letter/queues'
import { findJob, listJobs } from '@/lib/dead-letter/store'
import { watchedInWords } from '@/lib/dead-letter/watch'
import { watchRedrive } from '@/lib/dead-letter/watch-redrive'
import { type CauseOfFailures, causeInWords, type Failure, groupByCause } from '@/lib/failure/failure'
import { listCauses } from '@/lib/failure/list-causes'
import { findFailuresOf, listFailures } from '@/lib/failure/store'
import type { Span } from '@/lib/log-line/log-line'
import { readLogLines } from '@/lib/log-line/read-log-lines'
import { findPurchase } from '@/lib/lookup/find-purchase'
import { timeLeftOf } from '@/lib/time-left'
import { logFault, read } from './logged'

const jobsShown = 10

/** What has failed of late by cause, each with the queue where its messages wait, and the latest redrives. */
export const readFailures = read(async () => {
  const names = Object.values(sources()).map(({ url }) => queueNameOf(url))
  const [causes, jobs] = await Promise.all([listCauses(names), listJobs(jobsShown)])
  return { causes: causes.map(shownCause), jobs }
})

const shownCause = ({ failures, money, ...cause }: CauseOfFailures) => ({
  ...cause,
  money: money / 100,
  events: failures.length,
  says: failures[0]?.says,
  place: failures[0]?.place,
  queue: deadLettersOf(failures[0]?.queue ?? ''),
})

const lettersOnPage = 50

/** A page of a dead-letter queue with the dry run of each, and what all of them come to; undefined of what is no such queue. */
export const readLetters = read(async (queue: string, page: number, cause?: string, outcome?: string) => {
  const [all, jobs] = await Promise.all([glanceAtLetters(queue), listJobs(jobsShown)])
  if (!all) return undefined
  const meant = all.filter((letter) => isMeant(letter, { cause, outcome }))
  const from = (page - 1) * lettersOnPage
  const groups = groupByCause(all.flatMap(({ failure }) => failure ?? []))
  return {
    ...{ total: all.length, meant: meant.length, outcomes: countPlans(all) },
    causes: groups.map(({ key, cause, failures }) => ({
      ...{ key, words: causeInWords(cause), count: failures.length },
    })),
    letters: meant.slice(from, from + lettersOnPage).map(shownLetter),
    hasMore: meant.length > from + lettersOnPage,
    jobs: jobs.filter((job) => job.queue === queue && isUnderWay(job)),
  }
})

const shownLetter = ({ messageId, sentAt, receives, orderId, eventType, plan, failure }: ListedLetter) => ({
  ...{ messageId, sentAt, receives, orderId, eventType, outcome: plan?.words },
  fails: plan?.fails !== undefined,
  error: failure && `${failure.error}${failure.field ? `: ${failure.field}` : ''}`,
})

/** One message as it waits, with its failures and its purchase; of one that is gone, what is known of it still. */
export const readLetter = read(async (queue: string, messageId: string) => {
  const url = deadLetterQueues()[queue]
  if (!url) return undefined
  const [letter] = (await glanceAtLetters(queue, { messageIds: [messageId] })) ?? []
  const failures = letter ? await findFailuresOf(failureIdOf(letter)) : await failuresOf(url, messageId)
  const orderId = letter?.orderId ?? failures[0]?.orderId
  const eventId = letter?.eventId
  const [purchase, log] = await Promise.all([
    orderId ? findPurchase(orderId) : undefined,
    readLogLines(eventId ? { eventId } : { messageId }, spanOf(failures, letter?.sentAt)),
  ])
  return {
    ...{ failures, orderId, purchase, log, calls: letter && callsOf(url, letter) },
    isEvent: letter !== undefined && fieldsOf(letter.body) !== undefined,
    letter: letter && { ...shownLetter(letter), payload: payloadOf(letter) },
  }
})

const aroundMs = 60_000

/** From its first try, as far as that is known, to its last. */
function spanOf(failures: Failure[], sentAt?: string): Span[] | undefined {
  const moments = [...failures.flatMap(({ first, last }) => [first, last]), ...(sentAt ? [sentAt] : [])]
  const [begin, end] = [
    moments.toSorted()[0],
    failures
      .map(({ last }) => last)
      .toSorted()
      .at(-1),
  ]
  const movedBy = (iso: string, ms: number) => new Date(Date.parse(iso) + ms).toISOString()
  return begin ? [{ from: movedBy(begin, -aroundMs), until: end && movedBy(end, aroundMs) }] : undefined
}

/** By the message that failed last. */
async function failuresOf(deadLetters: string, messageId: string): Promise<Failure[]> {
  const origin = originOf(deadLetters)
  const failures = origin ? await listFailures(origin, 1_000) : []
  return failures.filter((failure) => failure.messageId === messageId)
}

/** What is about to be done to some: how many there are, and what a redrive of them comes to. */
export const readMeant = read(async (queue: string, cause?: string, outcome?: string, messageId?: string) => {
  const messageIds = messageId === undefined ? undefined : [messageId]
  const letters = await glanceAtLetters(queue, { cause, outcome, messageIds })
  return letters && { count: letters.length, outcomes: countPlans(letters) }
})

const stepMs = 4_000

/** How far a redrive has come, and what has become of what it has moved. Whoever looks at it moves it on. */
export const readRedrive = read(async (id: string) => {
  const job = await findJob(id)
  if (!job) return undefined
  const watched = await watchRedrive(job)
  if (isUnderWay(job)) goOn(id)
  return { job, became: watchedInWords(watched) }
})

/** What is moved at once shows at once; the rest goes on by itself. */
export async function moveOn(id: string) {
  const job = await continueRedrive(id, timeLeftOf(0))
  if (job?.state === 'running') goOn(id)
}

/** After the answer was sent: a step takes seconds. */
const goOn = (id: string) =>
  after(() =>
    continueRedrive(id, timeLeftOf(stepMs)).catch((error) => logFault('Redrive not gone on with', error)),
  )

/** What was discarded in the last ninety days, without what it holds. */
export const readDiscarded = read(async () =>
  (await listDiscarded()).map(({ body, target, edited, ...kept }) => kept),
)
