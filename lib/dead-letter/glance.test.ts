import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetGlance, glance, lastGlance } from './glance'

const queue = 'https://sqs.us-east-1.amazonaws.com/1/PaymentQueueDlq'
const letter = { messageId: 'one', body: '{}', receives: 1, sentAt: '2026-11-30T12:00:00.000Z' }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'Date', 'performance'] }))
afterEach(() => {
  forgetGlance(queue)
  vi.useRealTimers()
})

test('what was seen is shared for five seconds, also where the clock is set meanwhile', async () => {
  const letters = glance(queue, async () => [letter])
  expect(await lastGlance(queue)).toEqual([letter])
  expect(lastGlance(`${queue}2`)).toBeUndefined()
  vi.setSystemTime(Date.now() + 600_000)
  vi.advanceTimersByTime(4_999)
  expect(lastGlance(queue)).toBe(letters)
  vi.advanceTimersByTime(1)
  expect(lastGlance(queue)).toBeUndefined()
})

test('a look that failed, or before something has changed, is nobody else’s; the end of an older one ends no newer one', async () => {
  await expect(glance(queue, () => Promise.reject(new Error('throttled')))).rejects.toThrow('throttled')
  expect(lastGlance(queue)).toBeUndefined()
  glance(queue, async () => [letter])
  forgetGlance(queue)
  expect(lastGlance(queue)).toBeUndefined()
  vi.advanceTimersByTime(3_000)
  const newer = glance(queue, async () => [])
  vi.advanceTimersByTime(3_000)
  expect(lastGlance(queue)).toBe(newer)
})
