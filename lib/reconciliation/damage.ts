import { daysKeptOnceSettled, publishedAt } from '../checkout/checkout'
import { totalPriceOf } from '../checkout/purchase'
import { type EventType, eventTypes, factOf } from '../events'
import { isContradictory, isPlaced, outcomeOf } from '../order/order'
import type { Rows, Unreadable } from './rows'

/** What can be wrong with the rows of one purchase, worst first, and what a person does where no event can mend it. */
export const damages = {
  'row-unreadable': {
    title: 'A row cannot be read',
    cause: 'A row is not as its schema says: somebody wrote it by hand, or newer code did.',
    remedy: 'Put the fields right in the table, or deploy what can read them.',
  },
  'order-twice': {
    title: 'The order is there twice',
    cause: 'An order stands under another shopper or date than the checkout that it names.',
    remedy: 'Compare both rows and delete the one whose key is not that of the checkout.',
  },
  'order-missing': {
    title: 'The order is missing',
    cause: 'A checkout was closed as settled, and there is no order of it.',
    remedy: 'Compare payment and reservation: refund what was paid, and add what was reserved to the stock.',
  },
  'payment-without-order': {
    title: 'A payment without an order',
    cause: 'There is neither order nor checkout that this payment belongs to.',
    remedy: 'Where it is COMPLETED, refund it at the provider; then find out whose credentials wrote it.',
  },
  'reservation-without-order': {
    title: 'A reservation without an order',
    cause: 'Stock was reserved for a purchase that has neither order, checkout nor payment.',
    remedy: 'Where it is RESERVED, add its lines to the stock with `npm run restock`, then delete it.',
  },
  'payment-missing': {
    title: 'The order has no payment',
    cause: 'The order is settled, and there is no payment of it.',
    remedy: 'Look at the provider what was charged under its payment id, and write the row from that.',
  },
  'reservation-missing': {
    title: 'The order has no reservation',
    cause: 'The order is settled, and nothing says what became of its stock.',
    remedy: 'Count the pieces of its products, then write the reservation as the order tells it.',
  },
  'not-held': {
    title: 'A confirmed order without its money or its stock',
    cause: 'The order says that it was paid and reserved, and its payment or its reservation says otherwise.',
    remedy:
      'Send it all the same if the pieces are there and it was paid; else cancel it and tell the shopper.',
  },
  'money-kept': {
    title: 'Money kept for nothing',
    cause: 'The payment is COMPLETED, and the order came to nothing.',
    remedy: 'Refund it at the provider under its payment id, then write the payment as REFUNDED.',
  },
  'stock-kept': {
    title: 'Stock held for nothing',
    cause: 'The reservation is RESERVED, and the order was not paid or was cancelled.',
    remedy: 'Add its lines to the stock with `npm run restock`, then write the reservation as RELEASED.',
  },
  'closed-unsettled': {
    title: 'A checkout closed too early',
    cause: 'The checkout is closed, so nobody publishes it again, and its order is not settled.',
    remedy:
      'Compare the rows: payment and reservation contradict each other, and one of them has to be undone.',
  },
  'open-settled': {
    title: 'A checkout left open',
    cause: 'The order is settled, and its checkout is still open.',
    remedy: 'Look at the failures of the ordering function: it closes checkouts.',
  },
  'facts-differ': {
    title: 'The order tells otherwise than its rows',
    cause: 'What the order says of payment or stock is not what their own rows say, which are right.',
    remedy: 'Write into the order what payment and reservation say.',
  },
  'checkout-missing': {
    title: 'An order that nobody checked out',
    cause:
      'The order is younger than checkouts are kept, and there is no checkout of it: its event was forged.',
    remedy: 'Find out whose credentials put the event; refund what was paid.',
  },
  'totals-differ': {
    title: 'Totals that differ',
    cause: 'The sum of the lines, the total, the checkout and the amount of the payment are not the same.',
    remedy:
      'What was charged is the amount at the provider: refund what is above the total that the shopper saw.',
  },
  'history-differs': {
    title: 'A history that contradicts its order',
    cause:
      'The history lacks an event that the order shows, tells one twice, or tells two that exclude each other.',
    remedy: 'Payment and reservation are right. Find out who put the event, and take its entry out.',
  },
  'stock-negative': {
    title: 'Stock below nothing',
    cause: 'A product has fewer than no pieces in stock: its row was written by hand.',
    remedy: 'Count the shelf, then add what is missing with `npm run restock`.',
  },
} as const satisfies Record<string, { title: string; cause: string; remedy: string }>

export type Damage = keyof typeof damages
export const damageKinds = Object.keys(damages) as Damage[]

/** So long after the last that happened to it a purchase counts as under way. */
export const quietAfterMs = 5 * 60_000

const day = 24 * 60 * 60_000

type Rule = (rows: Rows, now: number) => boolean

const isOpen = ({ checkout }: Rows) => checkout?.open !== undefined
const isClosed = ({ checkout }: Rows) => checkout !== undefined && checkout.open === undefined
const keyOf = ({ userName, orderDate }: { userName: string; orderDate: string }) => `${userName} ${orderDate}`

/** A cancellation that ordering has yet to learn of leaves the order unsettled. */
function outcomeIn({ order, checkout }: Rows) {
  const outcome = order && outcomeOf(order)
  return outcome && checkout?.cancelledAt && !order?.cancellation ? { ...outcome, settled: false } : outcome
}

const isConfirmed = (rows: Rows) => outcomeIn(rows)?.status === 'CONFIRMED'
const isUndone = (status: string | undefined) =>
  status !== undefined && status !== 'COMPLETED' && status !== 'RESERVED'

/** Every event that the facts of an order come from, by fact and status. */
const eventOf = (of: string, status: string) =>
  eventTypes.find((type) => factOf(type)?.of === of && factOf(type)?.status === status)

export function factsOf({ payment, inventory, cancellation }: NonNullable<Rows['order']>) {
  const facts = { payment, inventory, cancellation }
  return Object.entries(facts).flatMap(([of, fact]) => (fact ? [eventOf(of, fact.status)] : []))
}

/** Of a checkout that is open: somebody is at it, or the reconciler was lately. */
function isBusy({ order, checkout }: Rows, now: number) {
  const moments = [
    ...(order?.history.map(({ at }) => Date.parse(at)) ?? []),
    ...(checkout ? [publishedAt(checkout), Date.parse(checkout.cancelledAt ?? '')] : []),
  ]
  return moments.some((moment) => Math.abs(now - moment) < quietAfterMs)
}

/** Holds of what is closed, or so old that its checkout has expired: nothing more will happen to it by itself. */
const atRest =
  (rule: Rule): Rule =>
  (rows, now) =>
    !isOpen(rows) && rule(rows, now)

const rules: Partial<Record<Damage, Rule>> = {
  'order-twice': ({ order, checkout, payment }) => {
    const owner = checkout ?? payment
    return order !== undefined && owner !== undefined && keyOf(order) !== keyOf(owner)
  },
  'order-missing': (rows) => !rows.order && isClosed(rows),
  'payment-without-order': ({ order, checkout, payment }) => payment !== undefined && !order && !checkout,
  'reservation-without-order': ({ order, checkout, payment, reservation }) =>
    reservation !== undefined && !order && !checkout && !payment,
  'payment-missing': atRest(({ order, payment }) => order !== undefined && !payment),
  'reservation-missing': atRest(({ order, reservation }) => order !== undefined && !reservation),
  'not-held': atRest(
    (rows) => isConfirmed(rows) && (isUndone(rows.payment?.status) || isUndone(rows.reservation?.status)),
  ),
  'money-kept': atRest((rows) => {
    const { order, payment, reservation, checkout } = rows
    const cameToNothing =
      isUndone(reservation?.status) ||
      checkout?.cancelledAt !== undefined ||
      order?.cancellation !== undefined
    return order !== undefined && payment?.status === 'COMPLETED' && cameToNothing && !isConfirmed(rows)
  }),
  'stock-kept': atRest((rows) => {
    const { order, payment, reservation, checkout } = rows
    const cameToNothing =
      payment?.status === 'FAILED' ||
      payment?.status === 'REFUNDED' ||
      checkout?.cancelledAt !== undefined ||
      order?.cancellation !== undefined
    return order !== undefined && reservation?.status === 'RESERVED' && cameToNothing && !isConfirmed(rows)
  }),
  'closed-unsettled': (rows) => isClosed(rows) && outcomeIn(rows)?.settled === false,
  'open-settled': (rows, now) => isOpen(rows) && outcomeIn(rows)?.settled === true && !isBusy(rows, now),
  'facts-differ': atRest(
    ({ order, payment, reservation }) =>
      (order !== undefined && payment !== undefined && order.payment?.status !== payment.status) ||
      (order !== undefined && reservation !== undefined && order.inventory?.status !== reservation.status),
  ),
  'checkout-missing': ({ order, checkout }, now) =>
    order !== undefined && !checkout && now - Date.parse(order.orderDate) < daysKeptOnceSettled * day,
  'totals-differ': ({ order, checkout, payment }) => {
    const totals = [
      ...(order && isPlaced(order) ? [order.totalPrice, totalPriceOf(order)] : []),
      ...(checkout ? [checkout.totalPrice, totalPriceOf(checkout)] : []),
      // A payment that was refused before anything was charged may know of the goods alone.
      ...(payment && payment.status !== 'FAILED' ? [payment.amount] : []),
    ]
    return new Set(totals).size > 1
  },
  'history-differs': atRest(({ order }) => {
    if (!order) return false
    const told = order.history.map(({ what }) => what)
    const shown: (EventType | undefined)[] = [
      ...(isPlaced(order) ? ['CheckoutBasket' as const] : []),
      ...factsOf(order),
    ]
    const isTold = shown.every((type) => type === undefined || told.includes(type))
    // Whose money came back in the end is whole, whatever was said of it before.
    const excludes = isContradictory(order) && order.payment?.status !== 'REFUNDED'
    return !isTold || excludes || new Set(told).size < told.length
  }),
}

const ruled = Object.entries(rules) as [Damage, Rule][]

/** What is wrong with the rows of one purchase, worst first: nothing where it is whole, or still under way. */
export function damagesOf(
  { rows, unreadable }: { rows: Rows; unreadable: Unreadable[] },
  now: number,
): Damage[] {
  // What cannot be read is missing below, and would be taken for gone.
  if (unreadable.length > 0) return ['row-unreadable']
  return ruled.filter(([, rule]) => rule(rows, now)).map(([damage]) => damage)
}
