import { expect, test } from 'vitest'
import { recorded } from './recorded'
import { lengthOf, replayOf, shortestHop } from './replay'

const at = (ms: number) => new Date(Date.parse('2026-11-30T10:00:00.000Z') + ms).toISOString()
const slow = [
  { what: 'PaymentFailed', at: at(60_000) },
  { what: 'CheckoutBasket', at: at(0) },
  { what: 'StockReserved', at: at(20_000) },
  { what: 'StockReleased', at: at(90_000) },
]

test('events go in the order in which they came about, each to whoever hears it, as long as they waited', () => {
  const steps = replayOf(recorded, slow, 1)
  expect(steps.map(({ what, after, by }) => [what, after, by])).toEqual([
    ['CheckoutBasket', 0, 'Site'],
    ['StockReserved', 20_000, 'inventory'],
    ['PaymentFailed', 60_000, 'payment'],
    ['StockReleased', 90_000, 'inventory'],
  ])
  expect(steps[0]?.hops).toEqual([
    { queue: 'OrderQueue', consumer: 'ordering', begins: 0, ends: shortestHop },
    { queue: 'InventoryQueue', consumer: 'inventory', begins: 0, ends: 20_000 },
    { queue: 'PaymentQueue', consumer: 'payment', begins: 0, ends: 60_000 },
  ])
  expect(steps[2]?.hops.map(({ queue, ends }) => [queue, ends])).toEqual([
    ['OrderQueue', 60_000 + shortestHop],
    ['InventoryQueue', 90_000],
  ])
  expect(lengthOf(steps)).toBe(90_000 + shortestHop)
  expect(lengthOf(replayOf(recorded, slow, 10))).toBe(9_000 + shortestHop)
})

test('what was too quick to be seen is shown longer, and no service answers before it was reached', () => {
  const quick = slow.map(({ what }, i) => ({ what, at: at(i === 1 ? 0 : i * 10 + 1) }))
  const steps = replayOf(recorded, quick, 1)
  for (const [i, { by, hops }] of steps.entries()) {
    for (const { begins, ends } of hops) expect(ends - begins).toBeGreaterThanOrEqual(shortestHop)
    const asked = steps.slice(0, i).flatMap((step) => step.hops.filter(({ consumer }) => consumer === by))
    for (const { ends } of asked) expect(hops[0]?.begins).toBeGreaterThanOrEqual(ends)
  }
})

test('an event that newer code knows is a step without a way, and an order without a history has none', () => {
  const [step] = replayOf(recorded, [{ what: 'ParcelSent', at: at(0) }], 1)
  expect(step).toEqual({ what: 'ParcelSent', at: at(0), after: 0, by: undefined, hops: [] })
  expect(replayOf(recorded, [{ what: 'StockReserved', at: '' }], 1)).toEqual([])
})
