import { mergeLines, type WantedLine } from '../../../lib/basket/basket'
import { paymentIdOf } from '../../../lib/ids'
import type { Rows } from '../rows'
import type { Violation } from '../violation'
import type { World } from '../world'

/** 3: stock is never negative, none was made, and what was lost of a deleted product stands in its reservations. */
export function stock({ products, reservations }: Rows, { catalogue }: World): Violation[] {
  const reserved = sumOf(reservations.flatMap(({ status, lines }) => (status === 'RESERVED' ? lines : [])))
  const lost = sumOf(reservations.flatMap(({ lost = [] }) => lost))
  const available = new Map(products.map(({ id, availableStock }) => [id, availableStock]))
  return catalogue.ids().flatMap((id): Violation[] => {
    const had = (catalogue.initial.get(id) ?? 0) + (catalogue.restocked.get(id) ?? 0)
    const [left, held, gone] = [available.get(id) ?? 0, reserved.get(id) ?? 0, lost.get(id) ?? 0]
    if (left >= 0 && left === had - held - gone) return []
    const what = `${id}: ${had} in all, ${held} reserved, ${gone} lost, ${left} available`
    return [{ invariant: '3 stock', what }]
  })
}

const sumOf = (lines: WantedLine[]) =>
  new Map(mergeLines(lines).map(({ productId, quantity }) => [productId, quantity]))

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
