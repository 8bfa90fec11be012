import type { Product } from '../../lib/product/product'
import type { Damage } from '../../lib/reconciliation/damage'
import { rowsOfPurchase } from './stored-purchases'
import type { Row } from './write-rows'

type Item = Record<string, unknown>
type Purchase = Record<'OrderTable' | 'PaymentTable' | 'CheckoutTable' | 'ReservationTable', Item>

/** A purchase, and how its rows are damaged: a row of `undefined` is gone. */
export type Planted = {
  name: string
  damage: Damage
  /** Whether an event mends it. */
  mends: boolean
  rows: Partial<Record<keyof Purchase, Item | undefined>>
  /** A row beside its own four. */
  beside?: Row
}

const tables = ['OrderTable', 'PaymentTable', 'CheckoutTable', 'ReservationTable'] as const

const without = (item: Item, ...names: string[]) =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)))

type Nothing = { paid: Item; inventory: string; history: string[]; payment: Item; reservation: Item }

/** The rows of a purchase that came to nothing. */
function endedAs({ OrderTable: order, ...rest }: Purchase, ended: Nothing) {
  const { processedAt: at } = rest.PaymentTable
  return {
    ...rest,
    OrderTable: {
      ...order,
      payment: { ...(order.payment as Item), ...ended.paid },
      inventory: { ...(order.inventory as Item), status: ended.inventory },
      history: ended.history.map((what) => ({ what, at: String(at) })),
    },
    PaymentTable: ended.payment,
    ReservationTable: { ...rest.ReservationTable, status: ended.inventory, ...ended.reservation },
  }
}

/** One that could not be paid. */
const declined = (purchase: Purchase) =>
  endedAs(purchase, {
    paid: { status: 'FAILED', reason: 'card_declined' },
    inventory: 'RELEASED',
    history: ['CheckoutBasket', 'StockReserved', 'PaymentFailed', 'StockReleased'],
    payment: {
      ...without(purchase.PaymentTable, 'transactionId'),
      ...{ status: 'FAILED', failureReason: 'card_declined' },
    },
    reservation: {},
  })

/** One that could not be taken from the stock. */
function soldOut(purchase: Purchase) {
  const [line] = purchase.ReservationTable.lines as Item[]
  return endedAs(purchase, {
    paid: { status: 'REFUNDED', reason: 'out_of_stock' },
    inventory: 'REJECTED',
    history: ['CheckoutBasket', 'PaymentCompleted', 'StockRejected', 'PaymentRefunded'],
    payment: { ...purchase.PaymentTable, status: 'REFUNDED', failureReason: 'out_of_stock' },
    reservation: { shortages: [{ productId: line?.productId, requested: line?.quantity, available: 0 }] },
  })
}

function reopened(checkout: Item) {
  return {
    ...without(checkout, 'settledAt', 'expiresAt'),
    open: 'OPEN#0',
    openFor: checkout.userName,
    dueAt: '9999-01-01T00:00:00.000Z',
  }
}

/** Every kind of damage, once or more, each on a purchase of its own. */
export function damagesOn(purchaseOf: (name: string) => Purchase): Planted[] {
  const plant = (
    name: string,
    damage: Damage,
    mends: boolean,
    rowsOf: (purchase: Purchase) => Planted['rows'],
    besideOf?: (purchase: Purchase) => Row,
  ): Planted => {
    const purchase = purchaseOf(name)
    const beside = besideOf?.(purchase)
    return { name, damage, mends, rows: { ...purchase, ...rowsOf(purchase) }, ...(beside && { beside }) }
  }
  const item = (row: Item, change: Item) => ({ ...row, ...change })
  return [
    plant('unreadable', 'row-unreadable', false, (p) => ({
      OrderTable: item(p.OrderTable, { totalPrice: 'ten' }),
    })),
    plant(
      'twice',
      'order-twice',
      false,
      () => ({}),
      (p) => ({
        table: 'OrderTable',
        item: item(p.OrderTable, { orderDate: '2026-01-05T08:00:00.000000Z' }),
      }),
    ),
    plant('order deleted', 'order-missing', true, () => ({ OrderTable: undefined })),
    plant('payment alone', 'payment-without-order', false, () => ({
      OrderTable: undefined,
      CheckoutTable: undefined,
      ReservationTable: undefined,
    })),
    plant(
      'second payment',
      'payment-without-order',
      false,
      () => ({}),
      (p) => ({
        table: 'PaymentTable',
        item: item(p.PaymentTable, { paymentId: `${p.PaymentTable.paymentId}-2` }),
      }),
    ),
    plant('reservation alone', 'reservation-without-order', false, () => ({
      OrderTable: undefined,
      CheckoutTable: undefined,
      PaymentTable: undefined,
    })),
    plant('payment deleted', 'payment-missing', true, () => ({ PaymentTable: undefined })),
    plant('payment of a declined order deleted', 'payment-missing', false, (p) => ({
      ...declined(p),
      PaymentTable: undefined,
    })),
    plant('reservation deleted', 'reservation-missing', true, () => ({ ReservationTable: undefined })),
    plant('reservation released', 'not-held', false, (p) => ({
      ReservationTable: item(p.ReservationTable, { status: 'RELEASED' }),
    })),
    plant('paid and sold out', 'money-kept', true, (p) => {
      const rows = soldOut(p)
      return { ...rows, PaymentTable: item(rows.PaymentTable, { status: 'COMPLETED' }) }
    }),
    plant('stock never given back', 'stock-kept', true, (p) => {
      const rows = declined(p)
      return { ...rows, ReservationTable: item(rows.ReservationTable, { status: 'RESERVED' }) }
    }),
    plant('closed while in progress', 'closed-unsettled', true, (p) => ({
      OrderTable: {
        ...without(p.OrderTable, 'payment'),
        history: (p.OrderTable.history as Item[]).filter(({ what }) => what !== 'PaymentCompleted'),
      },
    })),
    plant('cancelled unheard', 'closed-unsettled', true, (p) => ({
      CheckoutTable: item(p.CheckoutTable, { cancelledAt: String(p.CheckoutTable.settledAt) }),
      PaymentTable: p.PaymentTable,
    })),
    plant('left open', 'open-settled', true, (p) => ({ CheckoutTable: reopened(p.CheckoutTable) })),
    plant('refund untold', 'facts-differ', true, (p) => {
      const rows = soldOut(p)
      const order = rows.OrderTable as Item & { payment: Item }
      const told = ['CheckoutBasket', 'StockRejected', 'PaymentFailed']
      return {
        ...rows,
        OrderTable: item(order, {
          payment: { ...order.payment, status: 'FAILED' },
          history: told.map((what) => ({ what, at: p.PaymentTable.processedAt })),
        }),
      }
    }),
    plant('never checked out', 'checkout-missing', false, () => ({ CheckoutTable: undefined })),
    plant('another total', 'totals-differ', false, (p) => ({
      PaymentTable: item(p.PaymentTable, { amount: 0.01 }),
    })),
    plant('event untold', 'history-differs', true, (p) => ({
      OrderTable: item(p.OrderTable, { history: (p.OrderTable.history as Item[]).slice(0, 2) }),
    })),
    plant('paid and declined', 'history-differs', false, (p) => ({
      OrderTable: item(p.OrderTable, {
        history: [
          ...(p.OrderTable.history as Item[]),
          { what: 'PaymentFailed', at: p.PaymentTable.processedAt },
        ],
      }),
    })),
  ]
}

/** A purchase of its own for each damage, made long enough ago to be at rest. */
export const purchases = (products: readonly Product[], shopper: (name: string) => string) => {
  let index = 0
  return (name: string) => {
    const rows = rowsOfPurchase(shopper(name), products, { index: index++, minutesAgo: 60 })
    return Object.fromEntries(rows.map(({ table, item }) => [table, item])) as Purchase
  }
}

export const rowsOfPlanted = ({ rows, beside }: Planted): Row[] => [
  ...tables.flatMap((table) => (rows[table] ? [{ table, item: rows[table] }] : [])),
  ...(beside ? [beside] : []),
]

export const idOfPlanted = ({ rows }: Planted) =>
  String(
    rows.CheckoutTable?.checkoutId ??
      rows.PaymentTable?.orderId ??
      rows.ReservationTable?.orderId ??
      rows.OrderTable?.orderId,
  )
