import { expect, test } from 'vitest'
import type { Alarm } from '../alarm/alarm'
import type { PausesState } from '../pause/pause'
import { mailPair, pairs, type QueueState, type QueuesState } from '../queue/queue'
import type { Run } from '../reconciliation/reconciliation'
import { seenSince } from './seen-since'
import { type OpenNumbers, troublesIn } from './verdict'

const none = { waiting: 0, inFlight: 0, delayed: 0 }
const now = new Date('2026-11-30T03:00:00.000Z')
const calm: QueuesState = {
  pairs: [...pairs, mailPair].map((pair) => ({ ...pair, counts: none, dead: none })),
  bus: none,
}
const nothingOpen: OpenNumbers = { open: 0, isCut: false, unreadable: 0, givenUp: 0 }

const withPair = (name: string, change: Partial<QueueState>): QueuesState => ({
  ...calm,
  pairs: calm.pairs.map((pair) => (pair.name === name ? { ...pair, ...change } : pair)),
})
const noPause: PausesState = { pauses: [], unread: false }
const well = { alarms: [] as Alarm[], paused: noPause, now }
const words = (queues: QueuesState, open = nothingOpen) =>
  troublesIn({ queues, open, ...well }).map((trouble) => trouble.words)

test('all is well while queues are empty, or busy, and purchases are young', () => {
  expect(words(calm)).toEqual([])
  const busy = { counts: { waiting: 900, inFlight: 50, delayed: 0 }, change: { perSecond: -20, seconds: 5 } }
  const young = { ...nothingOpen, open: 40, oldest: '2026-11-30T02:50:00.000Z' }
  expect(words(withPair('OrderQueue', busy), young)).toEqual([])
})

test('what is wrong is said worst first: given up, dead, undelivered, old, backed up, not to be read', () => {
  const queues: QueuesState = {
    pairs: withPair('PaymentQueue', {
      dead: { ...none, waiting: 2, inFlight: 1 },
      counts: { ...none, waiting: 1_500 },
      change: { perSecond: 12, seconds: 5 },
    }).pairs.map(({ dead, ...pair }) =>
      pair.name === 'MailQueue' ? pair : { ...pair, ...(dead && { dead }) },
    ),
    bus: { ...none, waiting: 1 },
  }
  const open = {
    ...{ open: 3, isCut: false, unreadable: 1, givenUp: 1 },
    oldest: '2026-11-29T20:00:00.000Z',
    oldestGivenUp: '2026-11-29T21:00:00.000Z',
  }
  expect(words(queues, open)).toEqual([
    '1 purchase has not settled after 10 attempts',
    '3 messages failed ten times in payment',
    '1 event could not be delivered to its queue',
    'A purchase has been open for over fifteen minutes',
    '1,500 messages wait in PaymentQueue, and more come than payment takes',
    'SQS does not say how MailQueueDlq is doing',
    '1 open checkout cannot be read',
  ])
  expect(troublesIn({ queues, open, ...well })[0]?.since).toBe(open.oldestGivenUp)
})

test('what has no known beginning is said to be seen since it was first, until it is over', () => {
  const dead = (count: number) =>
    troublesIn({
      queues: withPair('OrderQueue', { dead: { ...none, waiting: count } }),
      open: nothingOpen,
      ...well,
    })
  const later = new Date('2026-11-30T03:05:00.000Z')
  expect(seenSince(dead(1), now)[0]?.seenSince).toBe(now.toISOString())
  expect(seenSince(dead(2), later)[0]?.seenSince).toBe(now.toISOString())
  expect(seenSince([], later)).toEqual([])
  expect(seenSince(dead(1), later)[0]?.seenSince).toBe(later.toISOString())
})

test('what the last check of all tables found is wrong until the next finds it whole', () => {
  const checked = { found: 2, id: 'RUN-1', startedAt: '2026-11-30T02:00:00.000Z' } as Run
  const told = (found: number) =>
    troublesIn({ queues: calm, open: nothingOpen, checked: { ...checked, found }, ...well })
  expect(told(2)).toMatchObject([
    { page: 'reconciliation', words: expect.stringContaining('2 things that are') },
  ])
  expect(told(0)).toEqual([])
})

test('alarms that ring and consumers that are paused keep all from being well, and so does not knowing', () => {
  const pause = { since: '2026-11-30T02:50:00.000Z', until: '2026-11-30T03:10:00.000Z', who: 'ada', why: 'x' }
  const rings: Alarm[] = [
    { name: 'SiteFaults', state: 'ALARM', since: '2026-11-30T02:00:00.000Z' },
    { name: 'MailErrors', state: 'INSUFFICIENT_DATA' },
    { name: 'OrderingErrors', state: 'ALARM', since: '2026-11-30T02:30:00.000Z' },
  ]
  const told = troublesIn({
    ...{ queues: calm, open: nothingOpen, now, alarms: rings },
    paused: {
      pauses: [
        { ...pause, consumer: 'payment', is: 'on' },
        { ...pause, consumer: 'ordering', is: 'overdue' },
      ],
      unread: false,
    },
  })
  expect(told.map(({ words, since }) => [words, since])).toEqual([
    ['2 alarms ring: SiteFaults, OrderingErrors', rings[0]?.since],
    ['payment is paused', pause.since],
    ['ordering should take messages again, and does not', pause.until],
  ])
  const blind = troublesIn({
    ...{ queues: calm, open: nothingOpen, now, alarms: undefined },
    paused: { pauses: [], unread: true },
  })
  expect(blind.map(({ key }) => key)).toEqual(['alarms', 'pauses'])
})
