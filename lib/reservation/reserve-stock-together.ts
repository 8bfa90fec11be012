import { type Publish, publishTogether } from '../aws/bus'
import type { TimeLeft } from '../time-left'
import { holdStock, type Purchase, reservationOf, wantedBy } from './hold-stock'
import { publishReservation } from './publish-reservation'
import type { Reservation } from './reservation'
import { reserveStock } from './reserve-stock'

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const mostActions = 100

type Outcomes = Map<Purchase, Promise<Reservation | undefined>>

/**
 * Reserves the stock of several orders with one write for each product, however many of them want it: a product that
 * everybody buys is then written once a batch instead of once an order. Where the orders do not all fit, or one was
 * decided before, each is reserved by itself, so that one order never costs another its stock.
 *
 * @param timeLeft no order is begun once it is over: its outcome is OutOfTime
 * @returns for each purchase, when it is reserved or refused and that is published: its reservation
 */
export function reserveStockTogether(
  purchases: Purchase[],
  by: Publish = publishTogether(),
  timeLeft?: TimeLeft,
): Outcomes {
  const outcomes: Outcomes = new Map()
  let before: Promise<unknown> = Promise.resolve()
  for (const group of groupsOf(purchases)) {
    const reserved = before.then(() => reserveGroup(group, by, timeLeft))
    for (const purchase of group)
      outcomes.set(
        purchase,
        reserved.then((outcome) => outcome.get(purchase)),
      )
    before = reserved.catch(() => undefined)
  }
  return outcomes
}

async function reserveGroup(
  group: Purchase[],
  by: Publish,
  timeLeft?: TimeLeft,
): Promise<Map<Purchase, Promise<Reservation>>> {
  const reservations = group.length > 1 ? await takeTogether(group, timeLeft) : undefined
  const outcomes = new Map<Purchase, Promise<Reservation>>()
  for (const purchase of group) {
    const reservation = reservations?.get(purchase)
    const outcome = reservation
      ? publishReservation(by, purchase, reservation)
      : reserveStock(purchase, by, timeLeft)
    outcomes.set(purchase, outcome)
    // One after the other: side by side they would only conflict over the products they share.
    if (!reservation) await outcome.catch(() => undefined)
  }
  return outcomes
}

async function takeTogether(
  group: Purchase[],
  timeLeft?: TimeLeft,
): Promise<Map<Purchase, Reservation> | undefined> {
  const reservations = new Map(group.map((purchase) => [purchase, reservationOf(purchase)]))
  const refused = await holdStock([...reservations.values()], wantedBy(group), timeLeft)
  return refused ? undefined : reservations
}

/** In the order given; an order that comes twice, and what no longer fits into one transaction, begins a new group. */
function groupsOf(purchases: Purchase[]): Purchase[][] {
  const groups: Purchase[][] = []
  for (const purchase of purchases) {
    const last = groups.at(-1)
    const fits =
      last &&
      !last.some(({ orderId }) => orderId === purchase.orderId) &&
      last.length + 1 + wantedBy([...last, purchase]).length <= mostActions
    if (fits) last.push(purchase)
    else groups.push([purchase])
  }
  return groups
}
