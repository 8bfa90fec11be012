import { expect, test } from 'vitest'
import { sortLine } from './log-lines'

function sorted(line: string) {
  const kept: string[] = []
  const shown: string[] = []
  sortLine('payment', line, {
    keep: (source, each) => kept.push(`${source} ${each}`),
    show: (each) => shown.push(each),
  })
  expect(kept).toEqual([`payment ${line}`])
  return shown
}

const lineOf = (level: string, more = {}) =>
  JSON.stringify({
    timestamp: '2026-11-22T10:00:00.000Z',
    level,
    service: 'payment',
    message: 'Said',
    ...more,
  })

test('keeps every line, and shows no line of business as usual and no metrics', () => {
  expect(sorted(lineOf('INFO', { orderId: 'ORD-1' }))).toEqual([])
  expect(sorted('{"_aws":{"Timestamp":1},"OrdersConfirmed":1}')).toEqual([])
})

test('shows warnings and errors in words', () => {
  expect(sorted(lineOf('WARN'))).toEqual(['payment | WARN Said'])
  const error = { name: 'Malformed', message: 'detail.items: too many' }
  expect(sorted(lineOf('ERROR', { orderId: 'ORD-1', messageId: 'm', receiveCount: 2, error }))).toEqual([
    'payment | ERROR Said: Malformed: detail.items: too many (orderId ORD-1, messageId m, receiveCount 2)',
  ])
})

test('shows what is no line of the log as it is', () => {
  expect(sorted('TypeError: x is not a function')).toEqual(['payment | TypeError: x is not a function'])
  expect(sorted('{"half":')).toEqual(['payment | {"half":'])
})

test('control characters are written out, in words and in what is no line of the log', () => {
  const forged = 'O\nsite | ERROR forged\u001b[31m\u009b1m'
  const written = 'O\\u000asite | ERROR forged\\u001b[31m\\u009b1m'
  expect(sorted(lineOf('WARN', { orderId: forged }))).toEqual([`payment | WARN Said (orderId ${written})`])
  expect(sorted('\u001b]0;title\u0007 crash')).toEqual(['payment | \\u001b]0;title\\u0007 crash'])
})
