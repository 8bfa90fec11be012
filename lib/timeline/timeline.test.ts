import { expect, test } from 'vitest'
import { joined, type LogLine, logLineIn } from '../log-line/log-line'
import { chaptersOf, delayText, stepsOf, textOf } from './timeline'

const start = Date.parse('2026-11-30T08:00:00.000Z')
const after = (ms: number) => new Date(start + ms).toISOString()
const line = (ms: number, service: string, message: string, more: Partial<LogLine> = {}): LogLine => ({
  ...{ timestamp: after(ms), level: 'INFO', service, message, orderId: 'ORD-1', ...more },
})
const handled = (receiveCount: number, more: Partial<LogLine>) => ({
  ...{
    messageId: 'm1',
    requestId: `r${receiveCount}`,
    receiveCount,
    eventType: 'CheckoutBasket',
    eventId: 'e1',
  },
  ...more,
})

const lines = [
  line(0, 'site', 'Checkout placed'),
  line(20, 'site', 'CheckoutBasket published', { eventId: 'e1' }),
  line(80, 'payment', 'Message failed', {
    level: 'ERROR',
    ...handled(1, { durationMs: 30, error: { name: 'PublishFailed', message: 'away' } }),
  }),
  line(2_100, 'payment', 'Payment completed', {
    ...handled(2, { durationMs: 40, publishedType: 'PaymentCompleted', publishedId: 'e2' }),
  }),
  line(2_200, 'ordering', 'Payment recorded as completed', {
    ...{ messageId: 'm2', requestId: 'r3', receiveCount: 1, durationMs: 10, status: 'CONFIRMED' },
    ...{ eventType: 'PaymentCompleted', eventId: 'e2' },
  }),
  line(2_201, 'ordering', 'Order settled', {
    ...{ messageId: 'm2', requestId: 'r3', receiveCount: 1, durationMs: 11, status: 'CONFIRMED' },
    ...{ eventType: 'PaymentCompleted', eventId: 'e2' },
  }),
]

test('lines become every receive, write and publish, with whose it was, how long it waited and how often it was received', () => {
  const steps = stepsOf(lines)
  const told = steps.map(({ at, since, service, kind, what, receiveCount }) =>
    [at - start, since === undefined ? '' : since - start, service, kind, what, receiveCount ?? ''].join(
      ' | ',
    ),
  )
  expect(told).toEqual([
    '0 |  | site | write | Checkout placed | ',
    '20 |  | site | publish | publishes CheckoutBasket | ',
    '50 | 20 | payment | receive | receives CheckoutBasket | 1',
    '80 | 50 | payment | failure | Message failed: PublishFailed: away | ',
    '2060 | 20 | payment | receive | receives CheckoutBasket | 2',
    '2100 | 2060 | payment | write | Payment completed | ',
    '2100 |  | payment | publish | publishes PaymentCompleted | ',
    '2190 | 2100 | ordering | receive | receives PaymentCompleted | 1',
    '2200 | 2190 | ordering | write | Payment recorded as completed: CONFIRMED | ',
    '2201 | 2190 | ordering | write | Order settled: CONFIRMED | ',
  ])
  expect(textOf('ORD-1', start, steps)).toContain(
    '+2060 ms  payment    receive  receives CheckoutBasket (receive 2) [e1]',
  )
})

test('what no line tells is told by the order’s history, and without any line all of it is', () => {
  const history = [
    { what: 'CheckoutBasket', at: after(0) },
    { what: 'StockReserved', at: after(40) },
    { what: 'PaymentCompleted', at: after(2_090) },
  ]
  expect(stepsOf(lines, history).filter(({ kind }) => kind === 'fact')).toMatchObject([
    { at: start + 40, service: 'inventory', what: 'StockReserved' },
  ])
  expect(stepsOf([], history).map(({ service, what }) => `${service} ${what}`)).toEqual([
    'site CheckoutBasket',
    'inventory StockReserved',
    'payment PaymentCompleted',
  ])
})

test('what came long after stands in a chapter of its own', () => {
  const later = line(86_400_000 * 3, 'site', 'Order cancelled by the shop')
  const chapters = chaptersOf(stepsOf([...lines, later]))
  expect(chapters.map((steps) => steps.length)).toEqual([10, 1])
  expect([-3, 950, 9_999, 61_500, 600_000, 7_200_000, 86_400_000 * 3].map(delayText)).toEqual([
    '−3 ms',
    '+950 ms',
    '+9999 ms',
    '+61.5 s',
    '+10 min',
    '+2 h',
    '+3 d',
  ])
})

test('a line is found behind what Lambda may write before it, and a report of Lambda’s is none', () => {
  const text = JSON.stringify(lines[1])
  expect(logLineIn(text)).toEqual(lines[1])
  expect(logLineIn(`2026-11-30T08:00:00.000Z r1 INFO ${text}`)).toEqual(lines[1])
  expect(logLineIn('REPORT RequestId: 1 Duration: 3 ms')).toBeUndefined()
})

test('spans that meet are looked through once', () => {
  const span = (from: number, until?: number) => ({
    from: after(from),
    ...(until !== undefined && { until: after(until) }),
  })
  expect(joined([span(50, 90), span(0, 20), span(10, 30), span(80)])).toEqual([
    span(0, 30),
    { ...span(50), until: undefined },
  ])
})
