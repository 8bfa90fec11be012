import { totalOf } from '../../../lib/basket/basket'
import { outcomeOf } from '../../../lib/order/order'
import { byOrder, type Rows } from '../rows'
import type { Violation } from '../violation'
import type { World } from '../world'

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
