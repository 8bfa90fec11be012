import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepLines, sortLine } from './log-lines'

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

test('names the service that is not healthy, and what to look at', () => {
  const lookAt = 'reads fail: its endpoint'
  const error = { name: 'Error', message: 'no answer within 2000 ms' }
  expect(sorted(lineOf('ERROR', { dependency: 'dynamodb', lookAt, error }))).toEqual([
    'payment | ERROR Said: dynamodb: Error: no answer within 2000 ms: reads fail: its endpoint',
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

describe('kept lines', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'swoon-logs-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')

  test('each source has a file of its own, in which lines stand in order, across restarts', () => {
    const first = keepLines(folder)
    first('ordering', '1')
    first('payment', 'a')
    first('ordering', '2')
    keepLines(folder)('ordering', '3')
    expect(read('ordering.jsonl')).toBe('1\n2\n3\n')
    expect(read('payment.jsonl')).toBe('a\n')
  })

  test('a source never takes more than its share, and the newest lines are kept', () => {
    const keep = keepLines(folder, { maxBytes: 1_000 })
    for (let number = 1; number <= 1_000; number++) keep('site', `line ${number}`)
    const names = readdirSync(folder)
    expect(names.sort()).toEqual(['site.1.jsonl', 'site.jsonl'])
    const bytes = names.map((name) => statSync(path.join(folder, name)).size)
    expect(Math.max(...bytes)).toBeLessThan(1_020)
    const kept = (read('site.1.jsonl') + read('site.jsonl')).trimEnd().split('\n')
    const numbers = kept.map((line) => Number(line.slice('line '.length)))
    expect(numbers.at(-1)).toBe(1_000)
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
  })

  test('a folder that is removed meanwhile costs lines and nothing else', () => {
    const keep = keepLines(folder, { maxBytes: 10 })
    keep('site', 'in the folder')
    rmSync(folder, { recursive: true })
    keep('site', 'in a new one')
    expect(read('site.1.jsonl')).toBe('in a new one\n')
  })
})
