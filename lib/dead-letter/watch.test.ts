import { expect, test } from 'vitest'
import { outcomeOf, outcomesInWords } from './watch'

const [before, at, after] = [
  '2026-11-30T03:00:00.000Z',
  '2026-11-30T03:01:00.000Z',
  '2026-11-30T03:02:00.000Z',
]
const dead = new Set(['copy-2'])

test.each([
  ['settled', { checkout: { settledAt: after } }],
  ['settled', { checkout: { settledAt: before }, failure: { last: before, messageId: 'copy-2' } }],
  ['back', { failure: { last: after, messageId: 'copy-2' } }],
  [
    'settled',
    { failure: { last: '2026-11-30T03:01:30.000Z', messageId: 'copy-3' }, checkout: { settledAt: after } },
  ],
  ['failing', { failure: { last: after, messageId: 'copy-3' }, checkout: { settledAt: after } }],
  ['under way', { checkout: {}, failure: { last: before, messageId: 'copy-1' } }],
  ['under way', {}],
] as const)('a message that was put back is %s by %o', (outcome, known) => {
  expect(outcomeOf({ at }, { dead, ...known })).toBe(outcome)
})

test('outcomes are told by how many there are of each', () => {
  expect(outcomesInWords([...Array(41).fill('settled'), 'back', 'back'])).toBe('settled 41, back 2')
  expect(outcomesInWords(['under way', 'settled'])).toBe('settled 1, under way 1')
})
