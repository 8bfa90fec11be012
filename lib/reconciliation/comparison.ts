import type { Part, Raw, RawRows } from './rows'

/** One fact of a purchase as each of its rows tells it. */
export type Compared = { fact: string; told: { [P in Part]?: string | undefined }; differs: boolean }

type Teller = (row: Raw) => unknown
type Fact = {
  fact: string
  of: { [P in Part]?: Teller }
  /** The rows that have to say the same; without it all that say anything. */
  bound?: readonly Part[]
}

const as =
  (name: string): Teller =>
  (row) =>
    row[name]
const within =
  (fact: string, name: string): Teller =>
  (row) =>
    (row[fact] as Raw | undefined)?.[name]

type Line = { productId?: unknown; quantity?: unknown; price?: unknown }
const linesIn = (value: unknown) => (Array.isArray(value) ? (value as Line[]) : [])
const pieces =
  (name: string): Teller =>
  (row) =>
    linesIn(row[name])
      .map(({ productId, quantity }) => `${quantity} × ${productId}`)
      .toSorted()
      .join(', ')

/** In whole cents: sums of doubles would differ from the total in the last digit. */
const sum: Teller = (row) => {
  const cents = linesIn(row.items).map(
    ({ price, quantity }) => Math.round(Number(price) * 100) * Number(quantity),
  )
  const delivery = Math.round(Number((row.delivery as Raw | undefined)?.price ?? 0) * 100)
  return cents.length > 0 ? (cents.reduce((total, one) => total + one, 0) + delivery) / 100 : undefined
}

const history: Teller = ({ history }) =>
  Array.isArray(history) ? history.map((entry: Raw) => entry?.what).join(', ') : undefined

const facts: readonly Fact[] = [
  {
    fact: 'Purchase',
    of: {
      order: as('orderId'),
      payment: as('orderId'),
      reservation: as('orderId'),
      checkout: as('checkoutId'),
    },
  },
  { fact: 'Shopper', of: { order: as('userName'), payment: as('userName'), checkout: as('userName') } },
  { fact: 'Date', of: { order: as('orderDate'), payment: as('orderDate'), checkout: as('orderDate') } },
  { fact: 'Payment', of: { order: within('payment', 'status'), payment: as('status') } },
  { fact: 'Stock', of: { order: within('inventory', 'status'), reservation: as('status') } },
  { fact: 'Total', of: { order: as('totalPrice'), payment: as('amount'), checkout: as('totalPrice') } },
  { fact: 'Sum of the lines', of: { order: sum, checkout: sum } },
  {
    fact: 'Pieces',
    of: { order: pieces('items'), reservation: pieces('lines'), checkout: pieces('items') },
    bound: ['order', 'checkout'],
  },
  {
    fact: 'Cancelled',
    of: { order: within('cancellation', 'at'), checkout: as('cancelledAt') },
  },
  { fact: 'State', of: { checkout: (row) => (row.open === undefined ? 'closed' : 'open') } },
  { fact: 'Attempts', of: { checkout: as('attempts') } },
  {
    fact: 'Settled',
    of: { payment: as('processedAt'), reservation: as('at'), checkout: as('settledAt') },
    bound: [],
  },
  { fact: 'Why', of: { order: within('payment', 'reason'), payment: as('failureReason') } },
  { fact: 'History', of: { order: history } },
]

const textOf = (value: unknown) => (value === undefined || value === '' ? undefined : String(value))

/** The facts of a purchase side by side, as the rows stand, understood or not; those that differ are marked. */
export function compareRows(raw: RawRows): Compared[] {
  return facts.flatMap(({ fact, of, bound }) => {
    const tellers = (Object.keys(of) as Part[]).filter((part) => raw[part])
    const told = Object.fromEntries(tellers.map((part) => [part, textOf(of[part]?.(raw[part] ?? {}))]))
    const compared = tellers.filter((part) => !bound || bound.includes(part)).map((part) => told[part])
    if (Object.values(told).every((value) => value === undefined)) return []
    return [{ fact, told, differs: new Set(compared).size > 1 }]
  })
}
