import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withQuantity } from '../lib/basket/basket'
import { mergeLines, totalOf, totalQuantity, type WantedLine } from '../lib/basket/line'
import { orderDateOf } from '../lib/checkout/checkout'
import { Cents, Money, sum, times } from '../lib/money'
import { type InventoryFact, inOrder, outcomeOf, type PaymentFact } from '../lib/order/order'
import { compilePattern } from '../local/aws/pattern'

const cents = fc.integer({ min: 0, max: 100_000_000 }).map((amount) => Cents.parse(amount))
const quantity = fc.integer({ min: 1, max: 99 })
const productId = fc.constantFrom('cup', 'pan', 'torch', 'kite', 'scarf')
const wanted = fc.array(fc.record({ productId, quantity }), { maxLength: 20 })

test('money goes to its decimal form and back without loss, with two places at most', () => {
  fc.assert(
    fc.property(cents, (amount) => {
      const decimal = Money.encode(amount)
      expect(Money.parse(decimal)).toBe(amount)
      expect(Money.parse(JSON.parse(JSON.stringify(decimal)))).toBe(amount)
    }),
  )
})

test('a total is the same in whatever order it is summed, and is whole cents', () => {
  const lines = fc.array(fc.record({ price: cents, quantity }), { maxLength: 50 })
  fc.assert(
    fc.property(lines, (items) => {
      const total = totalOf(items)
      expect(Number.isSafeInteger(total)).toBe(true)
      expect(totalOf(items.toReversed())).toBe(total)
      expect(sum(items.map((line) => times(line.price, line.quantity)))).toBe(total)
    }),
  )
})

test('merging lines loses no piece, names no product twice, and is done when done once', () => {
  fc.assert(
    fc.property(wanted, (lines) => {
      const merged = mergeLines(lines)
      expect(totalQuantity(merged)).toBe(totalQuantity(lines))
      expect(new Set(merged.map((line) => line.productId)).size).toBe(merged.length)
      expect(mergeLines(merged)).toEqual(merged)
    }),
  )
})

test('setting a quantity touches no other line, and setting it twice is setting it once', () => {
  fc.assert(
    fc.property(wanted, productId, fc.integer({ min: 0, max: 99 }), (lines, id, amount) => {
      const before = mergeLines(lines)
      const after = withQuantity(before, id, amount)
      const others = (all: WantedLine[]) => all.filter((line) => line.productId !== id)
      expect(others(after)).toEqual(others(before))
      expect(after.find((line) => line.productId === id)?.quantity ?? 0).toBe(amount)
      expect(withQuantity(after, id, amount)).toEqual(after)
    }),
  )
})

const at = '2026-11-22T10:00:00.000Z'
const paymentRank = { COMPLETED: 1, FAILED: 1, REFUNDED: 2 }
const inventoryRank = { RESERVED: 1, REJECTED: 1, RELEASED: 2 }
type Told = { payment: PaymentFact['status'] } | { inventory: InventoryFact['status'] } | 'placed'

/** What one purchase may be told of: at most one outcome of each service, then what undoes it. */
const purchase = fc
  .record({
    payment: fc.constantFrom<PaymentFact['status'][]>(['COMPLETED'], ['FAILED'], ['COMPLETED', 'REFUNDED']),
    inventory: fc.constantFrom<InventoryFact['status'][]>(
      ['RESERVED'],
      ['REJECTED'],
      ['RESERVED', 'RELEASED'],
    ),
  })
  .map(({ payment, inventory }): Told[] => [
    'placed',
    ...payment.map((status) => ({ payment: status })),
    ...inventory.map((status) => ({ inventory: status })),
  ])

/** The rule of lib/order/store: a fact is written over one of a lower rank only. */
function outcomeAfter(told: Told[]) {
  const facts: Parameters<typeof outcomeOf>[0] = {
    payment: undefined,
    inventory: undefined,
    totalPrice: undefined,
  }
  for (const fact of told) {
    if (fact === 'placed') facts.totalPrice = Cents.parse(100)
    else if ('payment' in fact) {
      const seen = facts.payment ? paymentRank[facts.payment.status] : 0
      if (paymentRank[fact.payment] > seen) facts.payment = { status: fact.payment, paymentId: 'PAY-1', at }
    } else {
      const seen = facts.inventory ? inventoryRank[facts.inventory.status] : 0
      if (inventoryRank[fact.inventory] > seen) facts.inventory = { status: fact.inventory, at, lines: [] }
    }
  }
  return outcomeOf(facts)
}

test('an order has the same status after every permutation and repetition of its events', () => {
  const shuffled = purchase.chain((told) =>
    fc.tuple(
      fc.constant(told),
      fc
        .array(fc.constantFrom(...told), { maxLength: 10 })
        .chain((again) =>
          fc.shuffledSubarray([...told, ...again], { minLength: told.length + again.length }),
        ),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([told, delivered]) => {
      expect(outcomeAfter(delivered)).toEqual(outcomeAfter(told))
    }),
    { numRuns: 1000 },
  )
})

test('history is told alike in whatever order it arrived', () => {
  const what = fc.constantFrom('CheckoutBasket', 'StockReserved', 'PaymentCompleted', 'StockReleased')
  const entries = fc.uniqueArray(fc.record({ what, at: fc.constantFrom(at, '2026-11-22T10:00:00.001Z') }), {
    selector: (entry) => entry.what,
  })
  fc.assert(
    fc.property(entries, (history) => {
      expect(inOrder(history.toReversed())).toEqual(inOrder(history))
    }),
  )
})

test('order dates of one millisecond lie between the one before and the one after', () => {
  const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, fc.string(), fc.string(), (now, id, other) => {
      const later = new Date(now.getTime() + 1)
      expect(orderDateOf(now, id) < orderDateOf(later, other)).toBe(true)
      expect(new Date(orderDateOf(now, id))).toEqual(now)
    }),
  )
})

test('a pattern of exact values matches exactly the events that have one of them in each field', () => {
  const value = fc.constantFrom('a', 'b', 'c', 1, 2, true, null)
  const event = fc.dictionary(fc.constantFrom('x', 'y', 'z'), value, { minKeys: 1 })
  const pattern = fc.dictionary(
    fc.constantFrom('x', 'y', 'z'),
    fc.array(value, { minLength: 1, maxLength: 3 }),
    {
      minKeys: 1,
    },
  )
  fc.assert(
    fc.property(pattern, event, (fields, given) => {
      const matches = compilePattern(JSON.stringify(fields))
      const expected = Object.entries(fields).every(
        ([field, values]) => Object.hasOwn(given, field) && values.includes(given[field] ?? null),
      )
      expect(matches(given)).toBe(expected)
    }),
  )
})
