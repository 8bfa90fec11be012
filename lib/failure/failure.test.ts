import { expect, test } from 'vitest'
import { Failure, groupByCause } from './failure'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 3, minute)).toISOString()

const failed = (given: Partial<Failure>) =>
  Failure.parse({
    ...{ id: 'event-1', service: 'inventory', queue: 'InventoryQueue', messageId: 'message-1' },
    ...{ error: 'Malformed', field: 'items[0].quantity', eventType: 'CheckoutBasket', orderId: 'ORD-1' },
    ...{ count: 1, first: at(0), last: at(1), expiresAt: 1 },
    ...given,
  })

test('failures of one cause are one group, whichever line of an order is at fault', () => {
  const [group, ...others] = groupByCause([
    failed({ id: 'a', count: 10, first: at(3), last: at(8) }),
    failed({ id: 'b', count: 2, field: 'items[7].quantity, items[9].quantity', first: at(1), last: at(9) }),
    failed({ id: 'c', count: 1, orderId: 'ORD-2', first: at(2), last: at(4) }),
  ])
  expect(others).toEqual([])
  expect(group).toMatchObject({ count: 13, first: at(1), last: at(9), orderIds: ['ORD-1', 'ORD-2'] })
  expect(group?.failures.map(({ id }) => id)).toEqual(['b', 'a', 'c'])
})

test.each([
  { error: 'RangeError' },
  { field: 'totalPrice' },
  { eventType: 'StockRejected' },
  { service: 'ordering' },
])('another %o is another group, and the last to fail comes first', (other) => {
  const groups = groupByCause([failed({}), failed({ ...other, last: at(5) })])
  expect(groups.map(({ cause }) => cause)).toMatchObject([other, { service: 'inventory' }])
})
