import { isDeepStrictEqual as isEqual } from 'node:util'
import { z } from 'zod'
import { Lines, mergeLines, totalOf, type WantedLine } from '../../lib/basket/line'
import { deliveryOf } from '../../lib/checkout/checkout-options'
import { deliveryOptions } from '../../lib/checkout/options'
import { paymentIdOf } from '../../lib/ids'
import { outcomeOf } from '../../lib/order/order'
import { damagesOf } from '../../lib/reconciliation/damage'
import { isForeign } from './adversary'
import { checkCancellations } from './cancellations'
import { type Rows, readRows } from './catalogue'
import { checkMerges } from './guests'
import { eventOf, type Saved } from './observed'
import type { Answers } from './site'
import type { Row } from './tables/memory'
import type { World } from './world'

/** A promise of design.md that did not hold, and for whom. */
export type Violation = { invariant: string; what: string; orderId?: string | undefined }

type Violate = (what: string, orderId?: string) => void
type Check = (violate: Violate, rows: Rows, world: World, answers: Answers) => void

const sumOf = (lines: WantedLine[]) =>
  new Map(mergeLines(lines).map(({ productId, quantity }) => [productId, quantity]))
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
const wantedOf = (items: readonly Row[]) => items.map(({ productId, quantity }) => ({ productId, quantity }))
const statusesOf = <S>(rows: { orderId: string; status: S }[]) =>
  new Map(rows.map(({ orderId, status }) => [orderId, status]))

const checks: Record<string, Check> = {
  /** One checkout is exactly one order, one payment and one reservation, and there are no others. */
  '1 one of each'(violate, { checkouts, orders, payments, reservations }) {
    const ids = new Set(checkouts.map(({ checkoutId }) => checkoutId))
    for (const [name, rows] of Object.entries({ orders, payments, reservations })) {
      const counts = new Map<string, number>()
      for (const { orderId } of rows) counts.set(orderId, (counts.get(orderId) ?? 0) + 1)
      for (const id of new Set([...ids, ...counts.keys()])) {
        const [found, wanted] = [counts.get(id) ?? 0, ids.has(id) ? 1 : 0]
        if (found !== wanted) violate(`${found} ${name}, not ${wanted}`, id)
      }
    }
  },

  /** Totals are sums of the goods and of what it costs to bring them, the same in every table. */
  '2 totals'(violate, { checkouts, orders, payments }) {
    const paid = new Map(payments.map(({ orderId, amount }) => [orderId, amount]))
    const asked = new Map(checkouts.map(({ checkoutId, totalPrice }) => [checkoutId, totalPrice]))
    for (const { orderId, items = [], delivery, totalPrice } of orders) {
      const total = totalOf(items) + (delivery?.price ?? 0)
      const amounts = [totalPrice, total, paid.get(orderId), asked.get(orderId)]
      if (new Set(amounts).size > 1) violate(`order, sum, payment, checkout: ${amounts.join(', ')}`, orderId)
    }
  },

  /** Stock is never negative, none was made, and what was lost of a deleted product stands in its reservations. */
  '3 stock'(violate, { products, reservations }, { catalogue }) {
    const reserved = sumOf(reservations.flatMap(({ status, lines }) => (status === 'RESERVED' ? lines : [])))
    const lost = sumOf(reservations.flatMap(({ lost = [] }) => lost))
    const available = new Map(products.map(({ id, availableStock }) => [id, availableStock]))
    for (const id of catalogue.ids()) {
      const had = (catalogue.initial.get(id) ?? 0) + (catalogue.restocked.get(id) ?? 0)
      const [left, held, gone] = [available.get(id) ?? 0, reserved.get(id) ?? 0, lost.get(id) ?? 0]
      if (left < 0 || left !== had - held - gone)
        violate(`${id}: ${had} in all, ${held} reserved, ${gone} lost, ${left} available`)
    }
  },

  /**
   * CONFIRMED is COMPLETED and RESERVED, and no other settled order holds stock or money. An order whose stock was
   * given back for a forged event is neither: somebody has to look at it.
   */
  '4 holdings'(violate, { orders, payments, reservations }, { forgeries }) {
    const [paidAs, stockedAs] = [statusesOf(payments), statusesOf(reservations)]
    for (const order of orders.filter(({ orderId }) => !forgeries.orders.has(orderId))) {
      const [paid, stocked] = [paidAs.get(order.orderId), stockedAs.get(order.orderId)]
      const { status, settled } = outcomeOf(order)
      const held = [paid === 'COMPLETED', stocked === 'RESERVED']
      const isRight = status === 'CONFIRMED' ? held.every(Boolean) : !held.some(Boolean)
      const isTold = order.payment?.status === paid && order.inventory?.status === stocked
      if (!settled || !isTold || !isRight)
        violate(`${status} with payment ${paid} and stock ${stocked}`, order.orderId)
    }
  },

  /** Nothing is left open, and what is closed is closed whole. */
  '5 closed'(violate, { checkouts }) {
    for (const { checkoutId, open, openFor, dueAt, settledAt, expiresAt } of checkouts) {
      if (open !== undefined) violate('is still open', checkoutId)
      else if (openFor || dueAt || !settledAt || !expiresAt) violate('is closed by halves', checkoutId)
    }
  },

  /** No message is left; what the dead-letter queues hold came from elsewhere or is of a settled order. */
  '6 messages'(violate, { checkouts }, { queues, bus }) {
    const settled = new Set(checkouts.filter(({ open }) => !open).map(({ checkoutId }) => checkoutId))
    if (!bus.isIdle()) violate('the bus is not empty')
    for (const { name, size, dead } of queues.all) {
      if (size() > 0) violate(`${name} is not empty`)
      for (const { label } of dead)
        if (!isForeign(label) && !settled.has(label.slice(label.indexOf(' ') + 1)))
          violate(`${label} in the dead letters of ${name}`)
    }
  },

  /** An order's history tells its facts, each once, and how it was placed. */
  '7 history'(violate, { orders }) {
    for (const { orderId, history, payment, inventory, cancellation } of orders) {
      const told = history.map(({ what }): string => what)
      const all = [payment?.status, inventory?.status, cancellation?.status]
      const facts = all.filter((status) => status !== undefined)
      const wanted = ['CheckoutBasket', ...facts.map((status) => eventOf[status])]
      if (!wanted.every((what) => told.includes(what)) || new Set(told).size < told.length)
        violate(`tells ${told.join(', ')}; its facts are ${wanted.join(', ')}`, orderId)
    }
  },

  /** The provider's books and ours say the same, and nobody was charged twice. */
  '8 money'(violate, { payments }, { ledger }) {
    for (const complaint of ledger.complaints) violate(complaint)
    const known = new Set(payments.map(({ paymentId }) => paymentId))
    for (const key of ledger.charges.keys())
      if (!known.has(key)) violate(`${key} was charged and is no payment of ours`)
    for (const { orderId, status, amount } of payments) {
      const charge = ledger.charges.get(paymentIdOf(orderId))
      const kept = charge?.answer.ok && !ledger.refunds.has(paymentIdOf(orderId)) ? charge.amount : 0
      const wanted = status === 'COMPLETED' ? amount : 0
      if (kept !== wanted) violate(`is ${status} over ${wanted} and the provider keeps ${kept}`, orderId)
    }
  },

  /** A 200 has its order, with the total that was told, and the same checkout always got the same answer. */
  '9 answers'(violate, { orders }, _, { given }) {
    const rows = new Map(orders.map((order) => [order.orderId, order]))
    for (const [orderId, answers] of given)
      for (const { orderDate, totalPrice } of answers)
        if (orderDate !== rows.get(orderId)?.orderDate || totalPrice !== rows.get(orderId)?.totalPrice)
          violate(`was told ${orderDate}, ${totalPrice}`, orderId)
  },

  /** A basket holds what was last put into it until exactly that is checked out, once. */
  '10 baskets'(violate, { baskets, checkouts }, { observed }) {
    const last = new Map<string, Saved>()
    for (const saved of observed.saved.filter(({ checkoutId }) => !observed.restored.has(checkoutId))) {
      const { checkoutId, version } = saved
      if (version !== (last.get(checkoutId)?.version ?? 0) + 1)
        violate(`version ${version} was saved twice`, checkoutId)
      last.set(checkoutId, saved)
    }
    const merged = new Set(observed.merges.map(({ checkoutId }) => checkoutId))
    const kept = new Map(baskets.map((basket) => [basket.checkoutId, basket]))
    const bought = new Map(checkouts.map((checkout) => [checkout.checkoutId, checkout]))
    for (const [checkoutId, { items }] of last) {
      const [inBasket, inCheckout] = [kept.get(checkoutId), bought.get(checkoutId)]
      const found = inBasket ?? inCheckout
      if (merged.has(checkoutId)) {
        if (found) violate('was merged into another basket and is still there', checkoutId)
      } else if (inBasket && inCheckout) violate('is checked out and still in the basket', checkoutId)
      else if (!found) violate('is neither in the basket nor checked out', checkoutId)
      else if (!isEqual(wantedOf(found.items), wantedOf(items)))
        violate('is not what was put into the basket', checkoutId)
    }
    for (const [checkoutId, placed] of observed.placed)
      if (placed.length > 1) violate(`was checked out ${placed.length} times`, checkoutId)
  },

  /** A price paid is one that the product had while the checkout was under way. */
  '11 prices'(violate, { orders }, { observed, catalogue }) {
    for (const { orderId, items = [] } of orders) {
      const [placed] = observed.placed.get(orderId) ?? []
      if (!placed || items.length === 0) continue
      for (const { productId, price } of z.encode(Lines, items)) {
        const shown = catalogue.pricesBetween(productId, placed.startedAt, placed.at)
        if (!shown.some((amount) => Math.abs(amount - price) < 1e-9))
          violate(`paid ${price} for ${productId}, shown ${shown.join(', ')}`, orderId)
      }
    }
  },

  /** Each run of the reconciler counts what it knows to be published, once: else its alarm comes late, or falsely. */
  '12 attempts'(violate, { checkouts }, { observed }) {
    for (const attempt of observed.countedTwice) violate(`${attempt} counted twice`)
    for (const { checkoutId, attempts } of checkouts) {
      const runs = [...(observed.reconciled.get(checkoutId) ?? [])]
      const accepted = runs.filter(([, run]) => run.accepted).length
      if (attempts > accepted) violate(`published again ${accepted} times, counted ${attempts}`, checkoutId)
      for (const [{ name, lost }, { accepted, postponed }] of runs) {
        if (postponed && !accepted) violate(`${name} postponed what it did not publish`, checkoutId)
        if (accepted && !postponed && !lost) violate(`${name} published it and did not count`, checkoutId)
      }
    }
  },

  /** An order goes to whom, and as, its checkout said, at the price of that option. */
  '20 delivery'(violate, { checkouts, orders }) {
    const bought = new Map(checkouts.map((checkout) => [checkout.checkoutId, checkout]))
    for (const { orderId, delivery, contact, paymentMethod } of orders) {
      const asked = bought.get(orderId)
      const isKept = isEqual(
        { delivery, contact, paymentMethod },
        { delivery: asked?.delivery, contact: asked?.contact, paymentMethod: asked?.paymentMethod },
      )
      const option = deliveryOptions.find((option) => option === delivery?.option)
      if (!isKept || !option || delivery?.price !== deliveryOf(option).price)
        violate(`goes by ${delivery?.option} for ${delivery?.price}, not as it was checked out`, orderId)
    }
  },

  /** Nothing was counted that nobody forged. */
  '15 forged'(violate, _, { forgeries }) {
    if (forgeries.counted() > 0 && forgeries.orders.size === 0)
      violate(`${forgeries.counted()} orders were said to contradict themselves`)
  },

  /** What was placed again is the shopper's own, was declined, and holds no more than it did. */
  '17 again'(violate, { checkouts, orders }, { observed, forgeries }) {
    const rows = new Map(orders.map((order) => [order.orderId, order]))
    for (const { checkoutId, userName, items } of checkouts) {
      const asked = observed.retries.get(checkoutId)
      const order = asked && rows.get(asked.orderId)
      if (!asked || forgeries.orders.has(asked.orderId)) continue
      if (order?.userName !== userName || asked.userName !== userName)
        violate(`is ${asked.orderId} again, of another shopper`, checkoutId)
      else if (order.payment?.status !== 'FAILED' || order.payment.reason === 'cancelled')
        violate(`is ${asked.orderId} again, which was not declined`, checkoutId)
      const [wanted, had] = [sumOf(items), sumOf(order?.items ?? [])]
      if ([...wanted].some(([id, quantity]) => quantity > (had.get(id) ?? 0)))
        violate(`is more than ${asked.orderId} was`, checkoutId)
    }
  },

  /** Who was told that an order is cancelled was told the truth; who was refused has changed nothing. */
  '18 cancelled'(violate, { checkouts, orders, audits }, world, answers) {
    const ended = orders.map((order) => ({ ...order, ...outcomeOf(order) }))
    checkCancellations(violate, { checkouts, orders: ended, audits }, world, answers)
  },

  /** Who ordered is mailed how it ended, where there is an address. A forged order ends as nobody foresaw. */
  '22 mailed'(violate, { orders }, { observed, forgeries }) {
    const own = orders.filter(({ orderId }) => !forgeries.orders.has(orderId))
    observed.mails.check(
      violate,
      own.map((order) => ({ ...order, ...outcomeOf(order) })),
    )
  },

  /** What is kept as failed was received, and failed no more often than that. Some of it may be lost. */
  '23 failures'(violate, { failures }, { queues }) {
    for (const { id, queue, count, messageId, orderId } of failures) {
      const copies = queues.named(queue).taken.filter((copy) => copy.id === id || copy.body.includes(id))
      const receives = sum(copies.map((copy) => copy.receives))
      if (count > receives) violate(`${id} of ${queue} failed ${count} of ${receives} times`, orderId)
      if (!copies.some((copy) => copy.id === messageId)) violate(`${messageId} is not of ${id}`, orderId)
    }
  },

  /** The reconciliation would find nothing, but what somebody forged and what only newer code can read. */
  '24 reconciled'(violate, { checkouts, orders, payments, reservations }, { forgeries }) {
    const of = <R extends { orderId: string }>(rows: R[]) => new Map(rows.map((row) => [row.orderId, row]))
    const [order, payment, reservation] = [of(orders), of(payments), of(reservations)]
    for (const checkout of checkouts.filter(({ checkoutId }) => !forgeries.orders.has(checkoutId))) {
      const id = checkout.checkoutId
      if (order.get(id)?.history.some(({ at }) => at === '')) continue
      const rows = {
        checkout,
        order: order.get(id),
        payment: payment.get(id),
        reservation: reservation.get(id),
      }
      const found = damagesOf({ rows, unreadable: [] }, Date.now())
      if (found.length > 0) violate(`would be told as ${found.join(', ')}`, id)
    }
  },

  /** What a guest and its account asked for is in one basket or bought, less what a merge said it left out. */
  '21 merged'(violate, rows, world) {
    checkMerges(violate, rows, world)
  },

  /** What a careful shopper has bought, or has in the basket, is what was asked for. */
  '16 once'(violate, { baskets, checkouts }, { observed }) {
    for (const [shopper, { least, most }] of observed.asked) {
      const isOwn = ({ userName }: { userName: string }) => userName === shopper
      if (observed.saved.some((saved) => isOwn(saved) && observed.restored.has(saved.checkoutId))) continue
      const own = [...baskets, ...checkouts].filter(isOwn)
      const pieces = sum(own.flatMap(({ items }) => items.map(({ quantity }) => quantity)))
      if (pieces < least || pieces > most)
        violate(`${shopper} has ${pieces} pieces, asked for ${least} to ${most}`, own[0]?.checkoutId)
    }
  },

  /** What a careful shopper waits for is kept through every change and checkout, and what was taken back stays so. */
  '17 watched'(violate, { baskets, watches }, { observed }) {
    for (const [shopper, { surely, maybe }] of observed.watched) {
      const isOwn = ({ userName }: { userName: string }) => userName === shopper
      if (observed.saved.some((saved) => isOwn(saved) && observed.restored.has(saved.checkoutId))) continue
      const { watching = [], checkoutId } = baskets.find(isOwn) ?? {}
      const isKept = [...surely].every((id) => watching.includes(id))
      if (!isKept || !watching.every((id) => maybe.has(id)))
        violate(`${shopper} watches ${watching}, asked for ${[...surely]} of ${[...maybe]}`, checkoutId)
      const noted = watches.filter(isOwn).map(({ productId }) => productId)
      for (const id of surely) if (!noted.includes(id)) violate(`${shopper} will not be mailed of ${id}`)
    }
  },
}

/** Everything that must hold once nothing more will happen. */
export async function checkInvariants(world: World, answers: Answers): Promise<Violation[]> {
  const rows = await readRows(world.tables).catch((error: Error) => error)
  if (rows instanceof Error) return [{ invariant: '0 rows', what: rows.message.replace(/\s+/g, ' ') }]
  const violations: Violation[] = []
  for (const [invariant, check] of Object.entries(checks))
    check((what, orderId) => void violations.push({ invariant, what, orderId }), rows, world, answers)
  return violations
}
