import { fieldErrors } from '../field-errors'
import { paymentIdOf } from '../ids'
import { Product } from '../product/product'
import { beginOf, type Cursor, nextOf, type Pass } from './cursor'
import { type Damage, damagesOf } from './damage'
import type { Finding, PurchaseKey } from './reconciliation'
import { type Raw, type RawRows, readRows } from './rows'
import { readAll, readPurchase, scanOn } from './tables'

export type Checked = {
  /** Rows of the table that the page is of. */
  checked: number
  /** Of checkouts: those that are open, whose purchases are under way. */
  open: number
  findings: Finding[]
  next: Cursor | undefined
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const given = (row: Raw, ...names: string[]) => names.every((name) => text(row[name]))

/**
 * Checks the next rows of one table, some hundred of each of its segments. What looks wrong as it was read is looked at
 * again, all of its rows at one moment, before it is told.
 */
export async function checkPage(cursor: Cursor = beginOf('orders'), now = Date.now()): Promise<Checked> {
  const { checked, open = 0, findings, segments } = await checks[cursor.pass](cursor, now)
  return { checked, open, findings, next: nextOf({ pass: cursor.pass, segments }) }
}

type Page = { checked: number; open?: number; findings: Finding[]; segments: Cursor['segments'] }
const checks: Record<Pass, (cursor: Cursor, now: number) => Promise<Page>> = {
  async orders(cursor, now) {
    const { rows, scanned: checked, segments } = await scanOn(cursor)
    const ids = rows.flatMap(({ orderId }) => text(orderId) ?? [])
    const [payments, reservations, checkouts] = await Promise.all([
      readPayments(ids),
      readAll(
        'reservation',
        ids.map((orderId) => ({ orderId })),
      ),
      readAll(
        'checkout',
        ids.map((checkoutId) => ({ checkoutId })),
      ),
    ])
    const by = (rows: Raw[], name: string) => new Map(rows.map((row) => [row[name], row]))
    const [paymentBy, reservationBy, checkoutBy] = [
      by(payments, 'paymentId'),
      by(reservations, 'orderId'),
      by(checkouts, 'checkoutId'),
    ]
    const suspects = rows.flatMap((order): PurchaseKey[] => {
      const orderId = text(order.orderId)
      const read = readRows({
        order,
        payment: orderId && paymentBy.get(paymentIdOf(orderId)),
        reservation: orderId && reservationBy.get(orderId),
        checkout: orderId && checkoutBy.get(orderId),
      } as RawRows)
      if (damagesOf(read, now).length === 0) return []
      return [{ orderId, userName: text(order.userName), orderDate: text(order.orderDate) }]
    })
    return { checked, segments, findings: await lookAgain(suspects, now) }
  },

  async checkouts(cursor, now) {
    const {
      rows,
      scanned: checked,
      segments,
    } = await scanOn(cursor, {
      ProjectionExpression: 'checkoutId, userName, orderDate, #open',
      ExpressionAttributeNames: { '#open': 'open' },
    })
    const closed = rows.filter(({ open }) => open === undefined)
    const lost = await withoutOrder(closed, 'checkoutId')
    const suspects = lost.map((row) => purchaseOf(row, text(row.checkoutId)))
    return { checked, open: rows.length - closed.length, segments, findings: await lookAgain(suspects, now) }
  },

  async payments(cursor, now) {
    const {
      rows,
      scanned: checked,
      segments,
    } = await scanOn(cursor, {
      ProjectionExpression: 'paymentId, orderId, userName, orderDate',
    })
    const isOwn = (row: Raw) => row.paymentId === paymentIdOf(text(row.orderId) ?? '')
    const strays = rows
      .filter((row) => !isOwn(row))
      .map(({ paymentId }): PurchaseKey => ({ paymentId: text(paymentId) }))
    const lost = await withoutOrder(rows.filter(isOwn), 'orderId')
    const suspects = lost.map((row) => purchaseOf(row, text(row.orderId)))
    return { checked, segments, findings: await lookAgain([...strays, ...suspects], now, isOrphan) }
  },

  async reservations(cursor, now) {
    const { rows, scanned: checked, segments } = await scanOn(cursor, { ProjectionExpression: 'orderId' })
    const ids = rows.flatMap(({ orderId }) => text(orderId) ?? [])
    const paid = await readPayments(ids, 'paymentId')
    const known = new Set(paid.map(({ paymentId }) => paymentId))
    const suspects = ids
      .filter((id) => !known.has(paymentIdOf(id)))
      .map((orderId): PurchaseKey => ({ orderId }))
    return { checked, segments, findings: await lookAgain(suspects, now, isOrphan) }
  },

  async products(cursor) {
    const { rows, scanned: checked, segments } = await scanOn(cursor)
    return { checked, segments, findings: rows.flatMap(productFinding) }
  },
}

const readPayments = (orderIds: string[], columns?: string) =>
  readAll(
    'payment',
    orderIds.map((id) => ({ paymentId: paymentIdOf(id) })),
    columns,
  )

/** The rows that name an order which is not there. */
async function withoutOrder(rows: Raw[], named: string): Promise<Raw[]> {
  const keyed = rows.filter((row) => given(row, 'userName', 'orderDate'))
  const keys = keyed.map(({ userName, orderDate }) => ({
    userName: String(userName),
    orderDate: String(orderDate),
  }))
  const orders = await readAll('order', keys, 'userName, orderDate, orderId')
  const keyOf = ({ userName, orderDate }: Raw) => `${userName} ${orderDate}`
  const idOf = new Map(orders.map((order) => [keyOf(order), order.orderId]))
  // An order that has lost its own name is told as one that cannot be read.
  const isThere = (row: Raw) =>
    idOf.has(keyOf(row)) && (idOf.get(keyOf(row)) === row[named] || !text(idOf.get(keyOf(row))))
  return rows.filter((row) => !isThere(row))
}

const purchaseOf = ({ userName, orderDate }: Raw, orderId: string | undefined): PurchaseKey => ({
  orderId,
  userName: text(userName),
  orderDate: text(orderDate),
})

/** What has an order or a checkout is told by these. */
const isOrphan = ({ order, checkout }: RawRows) => !order && !checkout

const looksAtOnce = 8

async function lookAgain(suspects: readonly PurchaseKey[], now: number, isToldHere = (_: RawRows) => true) {
  const findings: Finding[] = []
  const waiting = [...suspects]
  const takeTurns = async () => {
    for (let purchase = waiting.shift(); purchase; purchase = waiting.shift()) {
      const raw = await readPurchase(purchase)
      const finding = isToldHere(raw) ? findingOf(purchase, raw, now) : undefined
      if (finding) findings.push(finding)
    }
  }
  await Promise.all(Array.from({ length: looksAtOnce }, takeTurns))
  return findings
}

/** What is wrong with a purchase whose rows were read at one moment. */
export function findingOf(purchase: PurchaseKey, raw: RawRows, now = Date.now()): Finding | undefined {
  const read = readRows(raw)
  const [damage, ...also] = damagesOf(read, now)
  if (!damage) return undefined
  const fields = read.unreadable.map(({ part, fields }) => `${part}: ${fields}`).join('; ') || undefined
  return { id: idOf(purchase, damage), damage, also, fields, purchase }
}

/** Of an order that is not where it belongs its date too: the other one may be told as well. */
function idOf({ orderId, paymentId, orderDate }: PurchaseKey, damage: Damage) {
  const id = orderId ?? paymentId ?? orderDate ?? ''
  return damage === 'order-twice' ? `${id}@${orderDate}` : id
}

function productFinding(row: Raw): Finding[] {
  const productId = text(row.id)
  const found = { id: `product ${productId}`, productId, also: [] }
  if (typeof row.availableStock === 'number' && row.availableStock < 0)
    return [{ ...found, damage: 'stock-negative' }]
  const { error } = Product.safeParse(row)
  return error ? [{ ...found, damage: 'row-unreadable', fields: fieldErrors(error) }] : []
}
