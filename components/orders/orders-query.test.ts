import { expect, test } from 'vitest'
import type { OrderJson } from '@/lib/order/order'
import { byDay, changesBetween, mergeOrders } from './orders-query'

const orderOf = (orderId: string, orderDate: string, status: OrderJson['status'] = 'PLACED') =>
  ({ orderId, orderDate, status, settled: false }) as OrderJson

const early = orderOf('ORD-early', '2026-03-01T10:30:00Z')
const late = orderOf('ORD-late0', '2026-03-01T11:30:00Z')

test('an order known twice is the one of the earlier list, and the newest comes first', () => {
  const confirmed = { ...early, status: 'CONFIRMED' as const }
  expect(mergeOrders([confirmed], [late, early])).toEqual([late, confirmed])
})

test('the day of an order is the day it was placed on where the visitor is', () => {
  const days = (zone: string) => byDay([late, early], zone).map(({ day, orders }) => [day, orders.length])
  expect(days('UTC')).toEqual([['2026-03-01', 2]])
  expect(days('Pacific/Auckland')).toEqual([
    ['2026-03-02', 1],
    ['2026-03-01', 1],
  ])
})

test('only what changed is said', () => {
  expect(changesBetween([early], [early])).toBe('')
  expect(changesBetween([late, early], [late, { ...early, status: 'CONFIRMED' }])).toBe(
    'Order RD-early is now confirmed.',
  )
})
