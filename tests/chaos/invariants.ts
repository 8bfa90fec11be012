import { isDeepStrictEqual as isEqual } from 'node:util'
import { z } from 'zod'
import { Lines, mergeLines, totalOf, type WantedLine } from '../../lib/basket/line'
import { paymentIdOf } from '../../lib/ids'
import { outcomeOf } from '../../lib/order/order'
import { isForeign } from './adversary'
import { byOrder, type Rows, readRows } from './catalogue'
import type { Answers } from './site'
import type { Row } from './tables/memory'
import type { World } from './world'

/** A promise of design.md that did not hold, and for whom. */
export type Violation = { invariant: string; what: string; orderId?: string | undefined }

/** 1: one checkout is exactly one order, one payment and one reservation, and there are no others. */
export function oneOfEach({ checkouts, orders, payments, reservations }: Rows): Violation[] {
  const ids = new Set(checkouts.map(({ checkoutId }) => checkoutId))
  return Object.entries({ orders, payments, reservations }).flatMap(([name, rows]) => {
    const counted = byOrder<{ orderId: string }>(rows)
    return [...new Set([...ids, ...counted.keys()])].flatMap((orderId): Violation[] => {
      const [found, wanted] = [counted.get(orderId)?.length ?? 0, ids.has(orderId) ? 1 : 0]
      return found === wanted
        ? []
        : [{ invariant: '1 one of each', what: `${found} ${name}, not ${wanted}`, orderId }]
    })
  })
}

/** 2: totals are sums, the same in every table. */
export function totals({ checkouts, orders, payments }: Rows): Violation[] {
  const paid = new Map(payments.map(({ orderId, amount }) => [orderId, amount]))
  const asked = new Map(checkouts.map(({ checkoutId, totalPrice }) => [checkoutId, totalPrice]))
  return orders.flatMap(({ orderId, items = [], totalPrice }): Violation[] => {
    const amounts = [totalPrice, totalOf(items), paid.get(orderId), asked.get(orderId)]
    return amounts.every((amount) => amount === totalPrice)
      ? []
      : [{ invariant: '2 totals', what: `order, sum, payment, checkout: ${amounts.join(', ')}`, orderId }]
  })
}

/**
 * 4: CONFIRMED is COMPLETED and RESERVED, and no other settled order holds stock or money. An order whose stock was
 * given back for a forged event is neither: somebody has to look at it.
 */
export function holdings({ orders, payments, reservations }: Rows, { forgeries }: World): Violation[] {
  const payment = new Map(payments.map(({ orderId, status }) => [orderId, status]))
  const stock = new Map(reservations.map(({ orderId, status }) => [orderId, status]))
  return orders.flatMap((order): Violation[] => {
    const { orderId } = order
    if (forgeries.orders.has(orderId)) return []
    const { status, settled } = outcomeOf(order)
    const facts = `${status} with payment ${payment.get(orderId)} and stock ${stock.get(orderId)}`
    const confirmed = payment.get(orderId) === 'COMPLETED' && stock.get(orderId) === 'RESERVED'
    const holds = payment.get(orderId) === 'COMPLETED' || stock.get(orderId) === 'RESERVED'
    const told =
      order.payment?.status === payment.get(orderId) && order.inventory?.status === stock.get(orderId)
    const wrong = !settled || !told || (status === 'CONFIRMED' ? !confirmed : holds)
    return wrong ? [{ invariant: '4 holdings', what: facts, orderId }] : []
  })
}

/** 5: nothing is left open, and what is closed is closed whole. */
export const closed = ({ checkouts }: Rows): Violation[] =>
  checkouts.flatMap(({ checkoutId: orderId, open, openFor, dueAt, settledAt, expiresAt }): Violation[] => {
    if (open !== undefined) return [{ invariant: '5 closed', what: 'is still open', orderId }]
    const whole =
      openFor === undefined && dueAt === undefined && settledAt !== undefined && expiresAt !== undefined
    return whole ? [] : [{ invariant: '5 closed', what: 'is closed by halves', orderId }]
  })

const told = {
  COMPLETED: ['PaymentCompleted'],
  FAILED: ['PaymentFailed'],
  REFUNDED: ['PaymentRefunded'],
  RESERVED: ['StockReserved'],
  REJECTED: ['StockRejected'],
  RELEASED: ['StockReleased'],
} as const

/** 7: an order's history tells its facts, each once, and how it was placed. */
export const histories = ({ orders }: Rows): Violation[] =>
  orders.flatMap(({ orderId, history, payment, inventory }): Violation[] => {
    const entries = history.map(({ what }) => what)
    const wanted = [
      'CheckoutBasket',
      ...(payment ? told[payment.status] : []),
      ...(inventory ? told[inventory.status] : []),
    ]
    const what = `tells ${entries.join(', ')}; its facts are ${wanted.join(', ')}`
    const isWhole = wanted.every((entry) => entries.includes(entry as (typeof entries)[number]))
    return isWhole && new Set(entries).size === entries.length
      ? []
      : [{ invariant: '7 history', what, orderId }]
  })

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

/** Everything that must hold once nothing more will happen. */
export async function checkInvariants(world: World, given: Answers): Promise<Violation[]> {
  const rows = await readRows(world.tables).catch((error: Error) => error)
  if (rows instanceof Error) return [{ invariant: '0 rows', what: rows.message.replace(/\s+/g, ' ') }]
  return [
    ...oneOfEach(rows),
    ...totals(rows),
    ...stock(rows, world),
    ...holdings(rows, world),
    ...closed(rows),
    ...messages(rows, world),
    ...histories(rows),
    ...money(rows, world),
    ...answers(rows, given),
    ...baskets(rows, world),
    ...piecesOnce(rows, world),
    ...prices(rows, world),
    ...attempts(rows, world),
    ...world.forgeries.falseAlarms(),
  ]
}
