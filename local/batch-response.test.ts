import { expect, test } from 'vitest'
import { failedIds } from './batch-response'

const ids = ['a', 'b']

test.each([
  ['null', null],
  ['undefined', undefined],
  ['an empty object', {}],
  ['null failures', { batchItemFailures: null }],
  ['no failures', { batchItemFailures: [] }],
])('%s means that all succeeded', (_, response) => {
  expect([...failedIds(response, ids)]).toEqual([])
})

test('names the messages that failed', () => {
  expect([...failedIds({ batchItemFailures: [{ itemIdentifier: 'b' }] }, ids)]).toEqual(['b'])
})

test.each([
  ['a text', 'done'],
  ['failures that are no array', { batchItemFailures: 'b' }],
  ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
  ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }],
  ['a misspelt key', { batchItemFailures: [{ itemidentifier: 'b' }] }],
  ['a message of another batch', { batchItemFailures: [{ itemIdentifier: 'z' }] }],
])('%s fails the whole batch', (_, response) => {
  expect(() => failedIds(response, ids)).toThrow('the function')
})
