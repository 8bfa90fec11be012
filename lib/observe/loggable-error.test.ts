import { expect, test } from 'vitest'
import { LoggableError, reportOf } from './loggable-error'

const card = '4111 1111 1111 1111'

test('says which error it was and where, and not what it says', () => {
  const report = reportOf(new TypeError(`card ${card} declined\n    at ${card}\nsecond line`))
  expect(report).toMatchObject({ name: 'TypeError' })
  expect(report.stack?.[0]).toMatch(/^at .*loggable-error\.test\.ts:\d+:\d+/)
  expect(JSON.stringify(report)).not.toContain('4111')
})

test('keeps the message of an error that is made to be logged', () => {
  class Refused extends LoggableError {
    override name = 'Refused'
  }
  expect(reportOf(new Refused('items[0]: too many'))).toMatchObject({
    name: 'Refused',
    message: 'items[0]: too many',
  })
})

test('of an error of AWS keeps what support asks for, and of its message only what cannot quote the request', () => {
  const $metadata = { httpStatusCode: 400, requestId: 'ABC-1', attempts: 3 }
  const denied = Object.assign(new Error('not authorized to perform dynamodb:PutItem'), { $metadata })
  denied.name = 'AccessDeniedException'
  expect(reportOf(denied)).toMatchObject({
    name: 'AccessDeniedException',
    message: 'not authorized to perform dynamodb:PutItem',
    status: 400,
    requestId: 'ABC-1',
  })
  const refused = Object.assign(new Error(`Value '${card}' at 'item'`), { $metadata, Item: { card } })
  refused.name = 'ValidationException'
  expect(reportOf(refused)).toMatchObject({ name: 'ValidationException', status: 400 })
  expect(JSON.stringify(reportOf(refused))).not.toContain('4111')
})

test('an error that only calls itself one of AWS says nothing', () => {
  const pretended = Object.assign(new Error(card), { name: 'AccessDeniedException', code: card })
  expect(JSON.stringify(reportOf(pretended))).not.toContain('4111')
})

test('follows causes, and takes anything thrown', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  expect(reportOf(new Error(card, { cause: refused }))).toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  const endless = new Error(card)
  endless.cause = endless
  expect(JSON.stringify(reportOf(endless))).not.toContain('4111')
  expect(reportOf(card)).toEqual({ name: 'string' })
})
