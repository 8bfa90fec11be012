import type { SQSRecord } from 'aws-lambda'
import { afterEach, expect, test, vi } from 'vitest'
import { createEventLines } from './event-lines'

afterEach(() => void vi.useRealTimers())

const at = Date.parse('2026-11-29T10:00:00.000Z')

function lines(colour = false) {
  vi.useFakeTimers({ now: at + 8 })
  const printed: string[] = []
  return { printed, ...createEventLines({ print: (line) => printed.push(line), colour }) }
}

const record = (type: string, { source = 'com.swn.payment', orderId = 'ORD-1', receives = 1 } = {}) =>
  ({
    body: JSON.stringify({ id: `${type}-${orderId}`, source, 'detail-type': type, detail: { orderId } }),
    attributes: { SentTimestamp: String(at), ApproximateReceiveCount: String(receives) },
  }) as SQSRecord

test('an event is one line, once all that listen have taken it, with how long each let it wait', () => {
  const { printed, took } = lines()
  took('ordering', [record('PaymentFailed')])
  expect(printed).toEqual([])
  vi.advanceTimersByTime(4)
  took('inventory', [record('PaymentFailed'), record('PaymentFailed', { orderId: 'ORD-2' })])
  expect(printed).toEqual(['10:00:00.000  ORD-1  PaymentFailed     payment → ordering 8 ms, inventory 12 ms'])
})

test('a service that does not take it holds the line up for a second, and has one of its own once it does', () => {
  const { printed, took, close } = lines()
  took('ordering', [record('PaymentFailed')])
  vi.advanceTimersByTime(1_000)
  expect(printed).toEqual(['10:00:00.000  ORD-1  PaymentFailed     payment → ordering 8 ms'])
  took('inventory', [record('PaymentFailed', { receives: 2 })])
  close()
  expect(printed[1]).toBe('10:00:00.000  ORD-1  PaymentFailed     payment → inventory 1008 ms (receive 2)')
})

test('a message that is no event has no line, and what one holds writes none of its own', () => {
  const { printed, took } = lines()
  took('ordering', [{ ...record('PaymentFailed'), body: 'null' }])
  took('ordering', [record('Else\u001b[2J', { orderId: 'ORD\nready' })])
  expect(printed).toEqual(['10:00:00.000  ORD\\u000aready  Else\\u001b[2J     payment → ordering 8 ms'])
})

test('colours show what became of it, where they are wanted', () => {
  const { printed, took } = lines(true)
  took('ordering', [record('PaymentCompleted')])
  expect(printed[0]).toContain('\u001b[32mPaymentCompleted\u001b[0m')
})
