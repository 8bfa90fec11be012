import { afterEach, expect, test, vi } from 'vitest'
import { TraceId } from '../ids'
import { traceHeaderOf, traceOf } from './trace'

const [given, ofLambda] = ['1-69218f20-0123456789abcdef01234567', '1-69218f20-89abcdef0123456701234567']

afterEach(() => vi.unstubAllEnvs())

test.each([
  `Root=${given}`,
  `Self=1-1-1;Root=${given};Parent=53995c3f42cd8ad8;Sampled=1`,
])('takes the trace of the header %s', (header) => {
  vi.stubEnv('_X_AMZN_TRACE_ID', `Root=${ofLambda}`)
  expect(traceOf(header)).toBe(given)
})

test('else the trace that Lambda runs in, else a new one each time', () => {
  vi.stubEnv('_X_AMZN_TRACE_ID', `Root=${ofLambda};Sampled=0`)
  expect(traceOf(null)).toBe(ofLambda)
  expect(traceOf('Root=ada@example.com')).toBe(ofLambda)
  vi.stubEnv('_X_AMZN_TRACE_ID', undefined)
  const minted = [traceOf(null), traceOf('ada')]
  expect(minted.map((id) => TraceId.safeParse(id).success)).toEqual([true, true])
  expect(minted[0]).not.toBe(minted[1])
  const seconds = Number.parseInt(minted[0]?.split('-')[1] ?? '', 16)
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(5)
})

test('an event without a trace is published without a header', () => {
  expect(traceHeaderOf(undefined)).toBeUndefined()
  expect(traceHeaderOf(given)).toBe(`Root=${given}`)
})
