import { expect, test } from 'vitest'
import { termsIn } from './lookup'

const order = 'ORD-01KB7Q9Z3M4N5P6R7S8T9V0W1X'
const trace = '1-69218f20-0123456789abcdef01234567'

test.each([
  ['an id', order, [order]],
  ['the id of its payment', `PAY-${order}`, [order]],
  ['an e-mail address', ' ada@example.com ', ['ada@example.com']],
  ['words around ids', `see ${order}, and ${trace}.`, [order, trace]],
  [
    'a line of the log',
    JSON.stringify({ message: 'Message failed', orderId: order, traceId: trace }),
    [order],
  ],
  [
    'a line about a row',
    JSON.stringify({ table: 'OrderTable', key: `${order} 2026-11-30T01:00:00.000Z` }),
    [order],
  ],
  ['an event', JSON.stringify({ id: 'x', detail: { orderId: order, userName: 'guest-1' } }), [order]],
  ['a line without a purchase', JSON.stringify({ message: 'Request failed', traceId: trace }), [trace]],
  ['a line without any id', JSON.stringify({ message: 'Reconciled', published: 3 }), []],
  ['nothing', '   ', []],
  ['what is no id', 'x'.repeat(300), []],
])('%s is searched for the ids in it', (_, text, terms) => {
  expect(termsIn(text)).toEqual(terms)
})
