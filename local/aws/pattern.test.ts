import { expect, test } from 'vitest'
import vectors from './event-ruler-vectors.json' with { type: 'json' }
import { compilePattern } from './pattern'

const event = {
  source: 'com.swn.payment',
  'detail-type': 'PaymentFailed',
  resources: [],
  detail: {
    amount: 69.5,
    currency: 'EUR',
    reason: null,
    note: '',
    paid: false,
    tags: ['Late', 'vip'],
    card: { last4: '4242' },
    items: [
      { id: 'cup', quantity: 2 },
      { id: 'pot', quantity: 9 },
    ],
    ip: '10.0.3.7',
    path: 'a/b*c.txt',
  },
}
const matches = (detail: unknown) => compilePattern(JSON.stringify({ detail }))(event)

test.each<[string, unknown]>([
  ['one of several values', { currency: ['USD', 'EUR'] }],
  ['null', { reason: [null] }],
  ['an empty string', { note: [''] }],
  ['a boolean', { paid: [false] }],
  ['a number however it is written', { amount: [69.5] }],
  ['an element of an array', { tags: ['vip'] }],
  ['a nested object', { card: { last4: ['4242'] } }],
  ['one object of an array', { items: { id: ['pot'], quantity: [9] } }],
  ['prefix', { currency: [{ prefix: 'EU' }] }],
  ['suffix', { path: [{ suffix: '.txt' }] }],
  ['anything-but a value', { currency: [{ 'anything-but': 'USD' }] }],
  ['exists', { card: { last4: [{ exists: true }] } }],
  ['exists on null', { reason: [{ exists: true }] }],
  ['absence', { refund: [{ exists: false }] }],
  ['absence below something absent', { refund: { at: [{ exists: false }] } }],
  ['$or', { $or: [{ currency: ['USD'] }, { paid: [false] }] }],
  ['either of two operators', { amount: [{ prefix: '7' }, { exists: true }] }],
])('matches %s', (_, detail) => {
  expect(matches(detail)).toBe(true)
})

test.each<[string, unknown]>([
  ['another value', { currency: ['USD'] }],
  ['a number given as text', { amount: ['69.5'] }],
  ['null for something absent', { refund: [null] }],
  ['fields of two different objects of an array', { items: { id: ['cup'], quantity: [9] } }],
  ['a field of the wrong case', { Currency: ['EUR'] }],
  ['exists on an object', { card: [{ exists: true }] }],
  ['absence of something there', { amount: [{ exists: false }] }],
  ['anything-but something absent', { refund: [{ 'anything-but': 'x' }] }],
  ['anything-but the value', { currency: [{ 'anything-but': ['EUR'] }] }],
  ['neither of $or', { $or: [{ currency: ['USD'] }, { paid: [true] }] }],
  ['$or when another field fails', { currency: ['USD'], $or: [{ paid: [false] }, { note: [''] }] }],
])('does not match %s', (_, detail) => {
  expect(matches(detail)).toBe(false)
})

test.each<[string, unknown]>([
  ['an operator that does not exist', { amount: [{ startsWith: 'a' }] }],
  ['a name every object has', { amount: [{ toString: 'a' }] }],
  ['two operators in one object', { amount: [{ prefix: 'a', suffix: 'b' }] }],
  ['a value that is not in an array', { currency: 'EUR' }],
  ['an empty array', { currency: [] }],
  ['an empty object', { card: {} }],
  ['an array in an array', { tags: [['vip']] }],
  ['exists of something else', { amount: [{ exists: 'yes' }] }],
  ['a prefix that is not text', { amount: [{ prefix: 6 }] }],
  ['numeric', { amount: [{ numeric: ['>', 1] }] }],
  ['cidr', { ip: [{ cidr: '10.0.0.0/16' }] }],
  ['wildcard', { path: [{ wildcard: 'a/*' }] }],
  ['equals-ignore-case', { tags: [{ 'equals-ignore-case': 'late' }] }],
  ['anything-but a prefix', { currency: [{ 'anything-but': { prefix: 'US' } }] }],
  ['anything-but a number', { amount: [{ 'anything-but': [1, 2] }] }],
  ['$or of one', { $or: [{ currency: ['EUR'] }] }],
])('refuses %s', (_, detail) => {
  expect(() => matches(detail)).toThrow(expect.objectContaining({ name: 'InvalidEventPatternException' }))
})

test.each(['', '[]', '{}', '"text"', '{"detail":'])('refuses %j as a pattern', (text) => {
  expect(() => compilePattern(text)).toThrow('Event pattern is not valid')
})

/** Answers of Amazon's own event-ruler 1.7.3 (github.com/aws/event-ruler) to these patterns and events. */
test('answers as event-ruler does, or refuses what it refuses', () => {
  const answered = vectors.map(({ pattern, event }) => ({ pattern, event, answer: answerTo(pattern, event) }))
  expect(answered).toEqual(vectors)
})

function answerTo(pattern: unknown, event: unknown) {
  try {
    return String(compilePattern(JSON.stringify(pattern))(event))
  } catch (error) {
    expect(error).toMatchObject({ name: 'InvalidEventPatternException' })
    return 'refused'
  }
}

test('an integer that JSON does not hold exactly is refused, as its neighbour would match', () => {
  const pattern = '{"detail":{"amount":[9007199254740993]}}'
  expect(() => compilePattern(pattern)).toThrow('does not hold exactly')
})
