import { ulid } from 'ulid'
import * as z from 'zod'
import { totalOf } from '../../lib/basket/line'
import { Checkout, orderDateOf } from '../../lib/checkout/checkout'
import { paymentIdOf } from '../../lib/ids'
import { OrderRow } from '../../lib/order/order'
import { Payment } from '../../lib/payment/payment'
import type { Product } from '../../lib/product/product'
import { Reservation } from '../../lib/reservation/reservation'
import { twoLines } from './products'
import type { Row } from './write-rows'

/** Every row that a confirmed purchase leaves behind, as if it had been made `minutesAgo`. */
export function rowsOfPurchase(
  userName: string,
  products: readonly Product[],
  { index, minutesAgo }: { index: number; minutesAgo: number },
): Row[] {
  const at = new Date(Date.now() - minutesAgo * 60_000)
  const settledAt = at.toISOString()
  const orderId = `ORD-${ulid(at.getTime())}`
  const orderDate = orderDateOf(at, orderId)
  const items = twoLines(products)(index).map(([{ id, name, price }, quantity]) => ({
    productId: id,
    productName: name,
    price,
    quantity,
  }))
  const totalPrice = totalOf(items)
  const key = { userName, orderId, orderDate }
  const order: OrderRow = {
    ...key,
    totalPrice,
    items,
    payment: { status: 'COMPLETED', paymentId: paymentIdOf(orderId), at: settledAt },
    inventory: {
      status: 'RESERVED',
      at: settledAt,
      lines: items.map(({ productId, quantity }) => ({ productId, quantity })),
    },
    history: [
      { what: 'CheckoutBasket', at: orderDate },
      { what: 'StockReserved', at: settledAt },
      { what: 'PaymentCompleted', at: settledAt },
    ],
  }
  const payment: Payment = {
    ...key,
    paymentId: paymentIdOf(orderId),
    amount: totalPrice,
    status: 'COMPLETED',
    paymentMethod: 'card',
    processedAt: settledAt,
    transactionId: `TXN-${orderId.slice(-24).toLowerCase()}`,
  }
  const checkout: Checkout = {
    checkoutId: orderId,
    userName,
    orderDate,
    items,
    totalPrice,
    paymentMethod: 'card',
    attempts: 0,
    settledAt,
    expiresAt: Math.floor(at.getTime() / 1000) + 15 * 24 * 60 * 60,
  }
  const reservation: Reservation = { orderId, status: 'RESERVED', lines: items, at: settledAt }
  return [
    { table: 'OrderTable', item: z.encode(OrderRow, order) },
    { table: 'PaymentTable', item: z.encode(Payment, payment) },
    { table: 'CheckoutTable', item: z.encode(Checkout, checkout) },
    { table: 'ReservationTable', item: z.encode(Reservation, reservation) },
  ].map(({ table, item }) => ({ table, item: JSON.parse(JSON.stringify(item)) }))
}
