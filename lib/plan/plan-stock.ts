import * as z from 'zod'
import { mergeLines, type WantedLine } from '../basket/line'
import { type Detail, Shortage } from '../events'
import { Reservation } from '../reservation/reservation'
import { type Change, type Plan, unknown } from './plan'
import type { Rows } from './rows'

const InStock = Shortage.shape.available.catch(0)

const stockOf = ({ products }: Rows, { productId }: WantedLine) => products[productId]?.availableStock
const has = (stock: unknown, quantity: number): stock is number =>
  typeof stock === 'number' && stock >= quantity
const pieces = (lines: WantedLine[]) => {
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return `${count} ${count === 1 ? 'piece' : 'pieces'}`
}

const told = {
  RESERVED: ['StockReserved'],
  REJECTED: ['StockRejected'],
  RELEASED: ['StockReleased'],
} as const satisfies Record<Reservation['status'], Plan['publishes']>

const nothing = (publishes: Plan['publishes'], why = ''): Plan => ({
  words: `already applied: nothing${why}`,
  changes: [],
  publishes,
})

const reservationOf = (key: string, set: Change['set']): Change => ({ table: 'ReservationTable', key, set })
const stocked = (line: WantedLine, availableStock: number): Change => ({
  table: 'ProductTable',
  key: line.productId,
  set: { availableStock },
})

/** As lib/reservation/reserve-stock.ts: all of an order or none of it, once. */
export function planReservation({ orderId, items }: Detail<'CheckoutBasket'>, rows: Rows): Plan {
  if (rows.reservation) return nothing([...told[Reservation.parse(rows.reservation).status]])
  const wanted = mergeLines(items)
  const lines = z.encode(Reservation.shape.lines, items)
  const shortages = wanted.flatMap((line) => {
    const stock = stockOf(rows, line)
    const { productId, quantity: requested } = line
    return has(stock, requested) ? [] : [{ productId, requested, available: InStock.parse(stock) }]
  })
  const decided = (status: Reservation['status'], more: object = {}) =>
    reservationOf(orderId, { orderId, status, lines, at: unknown, ...more })
  if (shortages.length > 0)
    return {
      words: `out of stock: will be rejected, ${listed(shortages.map(({ requested, available }) => `${requested} wanted and ${available} there`))}`,
      changes: [decided('REJECTED', { shortages })],
      publishes: ['StockRejected'],
    }
  const taken = wanted.map((line) => ({ ...line, stock: Number(stockOf(rows, line)) }))
  return {
    words: `will take ${listed(taken.map(({ quantity, stock }) => `${quantity} of ${stock} in stock`))}`,
    changes: [decided('RESERVED'), ...taken.map((line) => stocked(line, line.stock - line.quantity))],
    publishes: ['StockReserved'],
  }
}

const mostListed = 3

function listed(all: string[]) {
  const more = all.length - mostListed
  return [...all.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}

/** As lib/reservation/release-stock.ts: what is reserved comes back, once; a late checkout finds the mark. */
export function planRelease(orderId: string, rows: Rows, cancelled: boolean): Plan {
  const why = cancelled ? { cancelled } : {}
  if (!rows.reservation)
    return {
      words: 'nothing is reserved: will note that nothing is to be',
      changes: [reservationOf(orderId, { orderId, status: 'RELEASED', lines: [], at: unknown, ...why })],
      publishes: ['StockReleased'],
    }
  const { status, lines } = Reservation.parse(rows.reservation)
  if (status === 'REJECTED') return nothing([], ', for it was out of stock')
  if (status === 'RELEASED') return nothing(['StockReleased'])
  const held = mergeLines(lines)
  const lost = held.filter((line) => typeof stockOf(rows, line) !== 'number')
  const returning = held.filter((line) => !lost.includes(line))
  const gone = lost.length > 0 ? `; ${pieces(lost)} will be lost, whose product is gone` : ''
  return {
    words: `will give ${pieces(returning)} back${gone}`,
    changes: [
      reservationOf(orderId, {
        status: 'RELEASED',
        at: unknown,
        ...why,
        ...(lost.length > 0 && { lost }),
      }),
      ...returning.map((line) => stocked(line, Number(stockOf(rows, line)) + line.quantity)),
    ],
    publishes: ['StockReleased'],
  }
}
