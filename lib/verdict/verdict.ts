import type { Alarm } from '../alarm/alarm'
import { alarmAfterAttempts } from '../checkout/checkout'
import type { PausesState } from '../pause/pause'
import { busDeadLetters, type QueueState, type QueuesState, totalOf } from '../queue/queue'
import type { Run } from '../reconciliation/reconciliation'

/** Something that is wrong, in words, and the page of the console that shows it. */
export type Trouble = {
  /** The same for the same trouble, however many it has become. */
  key: string
  page: 'queues' | 'checkouts' | 'reconciliation' | 'alarms' | 'failures'
  words: string
  /** What to do about it. */
  todo: string
  /** When it began, where that is known. */
  since?: string | undefined
  /** When this server has seen it first, where not. */
  seenSince?: string | undefined
}

/** What of the open checkouts a verdict needs. */
export type OpenNumbers = {
  open: number
  isCut: boolean
  unreadable: number
  givenUp: number
  /** orderDates. */
  oldest?: string | undefined
  oldestGivenUp?: string | undefined
}

type State = {
  queues: QueuesState
  open: OpenNumbers
  /** The last check of all tables that came to its end. */
  checked?: Run | undefined
  /** Undefined where CloudWatch does not say. */
  alarms: Alarm[] | undefined
  paused: PausesState
  now: Date
}

/** As long as the alarm on the oldest open checkout waits. */
const longOpenMs = 15 * 60_000
/** A sale fills a queue for a moment; what stands there and grows backs up. */
const manyWaiting = 100

/** All that is wrong, worst first; nothing where all is well. */
export function troublesIn({ queues, open, checked, alarms, paused, now }: State): Trouble[] {
  return [
    ...givenUp(open),
    ...queues.pairs.flatMap(deadLetters),
    ...undelivered(queues),
    ...contradictory(checked),
    ...longOpen(open, now),
    ...queues.pairs.flatMap(backedUp),
    ...ringing(alarms),
    ...pausedTroubles(paused),
    ...unread(queues),
    ...unreadable(open),
  ]
}

/** `one` thing, or several `things`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

function givenUp({ givenUp: count, oldestGivenUp }: OpenNumbers): Trouble[] {
  if (count === 0) return []
  return [
    {
      key: 'given-up',
      page: 'checkouts',
      words: `${counted(count, 'purchase')} ${count === 1 ? 'has' : 'have'} not settled after ${alarmAfterAttempts} attempts`,
      todo: 'See which fact is missing, end its cause, then publish again.',
      since: oldestGivenUp,
    },
  ]
}

function deadLetters({ deadLetters, dead, consumer }: QueueState): Trouble[] {
  const count = dead ? totalOf(dead) : 0
  if (count === 0) return []
  return [
    {
      key: deadLetters,
      page: 'failures',
      words: `${counted(count, 'message')} failed ten times in ${consumer}`,
      todo: `See the causes, end them, look at what a redrive would do, then redrive ${deadLetters}.`,
    },
  ]
}

function undelivered({ bus }: QueuesState): Trouble[] {
  const count = bus ? totalOf(bus) : 0
  if (count === 0) return []
  return [
    {
      key: busDeadLetters,
      page: 'failures',
      words: `${counted(count, 'event')} could not be delivered to ${count === 1 ? 'its' : 'their'} queue`,
      todo: 'Look at the queue’s policy and the rule’s target; nothing is lost: publish the open checkouts again.',
    },
  ]
}

function contradictory(run: Run | undefined): Trouble[] {
  if (!run || run.found === 0) return []
  return [
    {
      key: run.id,
      page: 'reconciliation',
      words: `The last check of all tables found ${counted(run.found, 'thing')} that ${run.found === 1 ? 'is' : 'are'} wrong`,
      todo: 'Repair what an event mends, see to the rest by hand, then check again.',
      since: run.startedAt,
    },
  ]
}

function longOpen({ oldest }: OpenNumbers, now: Date): Trouble[] {
  if (oldest === undefined || now.getTime() - Date.parse(oldest) < longOpenMs) return []
  return [
    {
      key: 'long-open',
      page: 'checkouts',
      words: 'A purchase has been open for over fifteen minutes',
      todo: 'See which fact is missing: the service that brings it is the one that fails.',
      since: oldest,
    },
  ]
}

function backedUp({ name, consumer, counts, change }: QueueState): Trouble[] {
  if (!counts || counts.waiting < manyWaiting || !change || change.perSecond <= 0) return []
  return [
    {
      key: `${name} backs up`,
      page: 'queues',
      words: `${counted(counts.waiting, 'message')} wait in ${name}, and more come than ${consumer} takes`,
      todo: `See whether ${consumer} fails or is throttled, then what it writes to.`,
    },
  ]
}

function ringing(alarms: Alarm[] | undefined): Trouble[] {
  const names = alarms?.filter(({ state }) => state === 'ALARM').map(({ name }) => name)
  const what = { key: 'alarms', page: 'alarms' } as const
  if (!names)
    return [
      {
        ...{ ...what, words: 'CloudWatch does not say how the alarms are' },
        todo: 'See the log lines “Alarms not read” of the site.',
      },
    ]
  if (names.length === 0) return []
  return [
    {
      ...what,
      words: `${counted(names.length, 'alarm rings', 'alarms ring')}: ${names.join(', ')}`,
      todo: 'Its line of the runbook says what it means and what to do.',
      since: alarms?.find(({ state }) => state === 'ALARM')?.since,
    },
  ]
}

function pausedTroubles({ pauses, unread }: PausesState): Trouble[] {
  const told = pauses.map(({ consumer, is, since, until }): Trouble => {
    const isOverdue = is === 'overdue'
    return {
      key: `${consumer} paused`,
      page: 'queues',
      words: isOverdue ? `${consumer} should take messages again, and does not` : `${consumer} is paused`,
      todo: isOverdue
        ? 'See the log lines “Pause not kept” of reconcile.'
        : 'It resumes by itself once its time is over; what waited is then handled.',
      since: isOverdue ? until : since,
    }
  })
  if (!unread) return told
  const words = 'It cannot be read whether a consumer is paused'
  return [
    ...told,
    { key: 'pauses', page: 'queues', words, todo: 'See the log lines “Pause not read” of the site.' },
  ]
}

function unread({ pairs, bus }: QueuesState): Trouble[] {
  const names = [
    ...pairs.flatMap(({ name, deadLetters, counts, dead }) => [
      ...(counts ? [] : [name]),
      ...(dead ? [] : [deadLetters]),
    ]),
    ...(bus ? [] : [busDeadLetters]),
  ]
  if (names.length === 0) return []
  return [
    {
      key: 'unread',
      page: 'queues',
      words: `SQS does not say how ${names.length === 1 ? names[0] : `${names.length} queues`} ${names.length === 1 ? 'is' : 'are'} doing`,
      todo: 'See the log lines “Queue not read” of the site.',
    },
  ]
}

function unreadable({ unreadable: count }: OpenNumbers): Trouble[] {
  if (count === 0) return []
  return [
    {
      key: 'unreadable',
      page: 'checkouts',
      words: `${counted(count, 'open checkout')} cannot be read`,
      todo: 'See the log lines “Row not understood”, and repair the rows.',
    },
  ]
}
