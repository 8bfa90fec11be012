import { z } from 'zod'
import { Lines } from '../../../lib/basket/basket'
import { isForeign } from '../adversary'
import type { Answers } from '../checkout-request'
import type { Rows } from '../rows'
import { isEqual, type Row } from '../tables/row'
import type { Violation } from '../violation'
import type { World } from '../world'

/** 6: no message is left; what the dead-letter queues hold came from elsewhere or is of a settled order. */
export function messages({ checkouts }: Rows, { queues, bus }: World): Violation[] {
  const settled = new Set(checkouts.filter(({ open }) => !open).map(({ checkoutId }) => checkoutId))
  const left = queues.all.filter((queue) => queue.size() > 0).map(({ name }) => `${name} is not empty`)
  if (!bus.isIdle()) left.push('the bus is not empty')
  const unexplained = queues.all.flatMap(({ name, dead }) =>
    dead
      .filter(({ label }) => !isForeign(label) && !settled.has(label.slice(label.indexOf(' ') + 1)))
      .map(({ label }) => `${label} in the dead letters of ${name}`),
  )
  return [...left, ...unexplained].map((what) => ({ invariant: '6 messages', what }))
}

/** 9: a 200 has its order, with the total that was told, and the same checkout always got the same answer. */
export const answers = ({ orders }: Rows, { given }: Answers): Violation[] =>
  [...given].flatMap(([orderId, told]): Violation[] => {
    const order = orders.find((row) => row.orderId === orderId)
    const wrong = told.find(
      ({ orderDate, totalPrice }) => orderDate !== order?.orderDate || totalPrice !== order.totalPrice,
    )
    if (!wrong) return []
    return [{ invariant: '9 answers', what: `was told ${wrong.orderDate}, ${wrong.totalPrice}`, orderId }]
  })

const wantedOf = (items: readonly Row[]) => items.map(({ productId, quantity }) => ({ productId, quantity }))

/** 10: a basket holds what was last put into it until exactly that is checked out, once. */
export function baskets({ baskets, checkouts }: Rows, { observed }: World): Violation[] {
  const last = new Map<string, (typeof observed.saved)[number]>()
  const violations: Violation[] = []
  const violate = (orderId: string, what: string) =>
    violations.push({ invariant: '10 baskets', what, orderId })
  for (const saved of observed.saved) {
    if (observed.restored.has(saved.checkoutId)) continue
    const { checkoutId, version } = saved
    if (version !== (last.get(checkoutId)?.version ?? 0) + 1)
      violate(checkoutId, `version ${version} was saved twice`)
    last.set(checkoutId, saved)
  }
  const kept = new Map(baskets.map((basket) => [basket.checkoutId, basket]))
  const bought = new Map(checkouts.map((checkout) => [checkout.checkoutId, checkout]))
  for (const [checkoutId, { items }] of last) {
    const [inBasket, inCheckout] = [kept.get(checkoutId), bought.get(checkoutId)]
    const found = inBasket ?? inCheckout
    if (inBasket && inCheckout) violate(checkoutId, 'is checked out and still in the basket')
    else if (!found) violate(checkoutId, 'is neither in the basket nor checked out')
    else if (!isEqual(wantedOf(found.items), wantedOf(items)))
      violate(checkoutId, 'is not what was put into the basket')
  }
  for (const [checkoutId, placed] of observed.placed)
    if (placed.length > 1) violate(checkoutId, `was checked out ${placed.length} times`)
  return violations
}

/** 16: what a careful shopper has bought, or has in the basket, is what was asked for. */
export function piecesOnce({ baskets, checkouts }: Rows, { observed }: World): Violation[] {
  const held = [...baskets, ...checkouts]
  return [...observed.asked].flatMap(([userName, { least, most }]): Violation[] => {
    const own = held.filter((row) => row.userName === userName)
    if (
      observed.saved.some((saved) => saved.userName === userName && observed.restored.has(saved.checkoutId))
    )
      return []
    const pieces = own.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0)
    if (pieces >= least && pieces <= most) return []
    const what = `${userName} has ${pieces} pieces, asked for ${least === most ? most : `${least} to ${most}`}`
    return [{ invariant: '16 once', what, orderId: own[0]?.checkoutId ?? '' }]
  })
}

/** 11: a price paid is one that the product had while the checkout was under way. */
export const prices = ({ orders }: Rows, { observed, catalogue }: World): Violation[] =>
  orders.flatMap(({ orderId, items = [] }): Violation[] => {
    const [placed] = observed.placed.get(orderId) ?? []
    if (!placed || items.length === 0) return []
    return z.encode(Lines, items).flatMap(({ productId, price }) => {
      const shown = catalogue.pricesBetween(productId, placed.startedAt, placed.at)
      if (shown.some((amount) => Math.abs(amount - price) < 1e-9)) return []
      return [
        {
          invariant: '11 prices',
          what: `paid ${price} for ${productId}, shown ${shown.join(', ')}`,
          orderId,
        },
      ]
    })
  })

/** 12: each run of the reconciler counts what it knows to be published, once: else its alarm comes late, or falsely. */
export const attempts = ({ checkouts }: Rows, { observed }: World): Violation[] => [
  ...[...observed.countedTwice].map((what) => ({ invariant: '12 attempts', what: `${what} counted twice` })),
  ...checkouts.flatMap(({ checkoutId: orderId, attempts }): Violation[] => {
    const runs = [...(observed.reconciled.get(orderId) ?? [])]
    const accepted = runs.filter(([, run]) => run.accepted).length
    const violate = (what: string): Violation => ({ invariant: '12 attempts', what, orderId })
    return [
      ...(attempts > accepted ? [violate(`published again ${accepted} times, counted ${attempts}`)] : []),
      ...runs.flatMap(([{ name, lost }, { accepted, postponed }]) => {
        if (postponed && !accepted) return [violate(`${name} postponed what it did not publish`)]
        return accepted && !postponed && !lost ? [violate(`${name} published it and did not count`)] : []
      }),
    ]
  }),
]
