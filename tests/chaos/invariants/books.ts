import { mergeLines } from '../../../lib/basket/basket'
import { paymentIdOf } from '../../../lib/ids'
import type { Rows } from '../rows'
import type { Violation } from '../violation'
import type { World } from '../world'

/** 3: stock is never negative, and none was lost or made. */
export function stock({ products, reservations }: Rows, { catalogue }: World): Violation[] {
  const reserved = new Map<string, number>()
  for (const { status, lines } of reservations)
    if (status === 'RESERVED')
      for (const { productId, quantity } of mergeLines(lines))
        reserved.set(productId, (reserved.get(productId) ?? 0) + quantity)
  return products.flatMap(({ id, availableStock }): Violation[] => {
    const had = (catalogue.initial.get(id) ?? 0) + (catalogue.restocked.get(id) ?? 0)
    const held = reserved.get(id) ?? 0
    if (availableStock >= 0 && availableStock === had - held) return []
    return [
      { invariant: '3 stock', what: `${id}: ${had} in all, ${held} reserved, ${availableStock} available` },
    ]
  })
}

/** 8: the provider's books and ours say the same, and nobody was charged twice. */
export function money({ payments }: Rows, { ledger }: World): Violation[] {
  const known = new Set(payments.map(({ paymentId }) => paymentId))
  const strangers = [...ledger.charges.keys()].filter((key) => !known.has(key))
  return [
    ...ledger.complaints.map((what) => ({ invariant: '8 money', what })),
    ...strangers.map((key) => ({
      invariant: '8 money',
      what: `${key} was charged and is no payment of ours`,
    })),
    ...payments.flatMap(({ orderId, status, amount }): Violation[] => {
      const charge = ledger.charges.get(paymentIdOf(orderId))
      const kept = charge?.answer.ok && !ledger.refunds.has(paymentIdOf(orderId)) ? charge.amount : 0
      const wanted = status === 'COMPLETED' ? amount : 0
      if (kept === wanted) return []
      return [
        { invariant: '8 money', what: `is ${status} over ${wanted} and the provider keeps ${kept}`, orderId },
      ]
    }),
  ]
}
