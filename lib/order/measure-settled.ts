import { Money } from '../money'
import { measure } from '../observe/metrics'
import type { OrderRow, OrderStatus } from './order'

/** Few and fixed, as a metric's dimension must be; what a gateway says is not. */
const reasons: Partial<Record<OrderStatus, string>> = {
  PAYMENT_FAILED: 'payment_declined',
  OUT_OF_STOCK: 'out_of_stock',
  REFUNDED: 'cancelled',
}

/**
 * Counts an order in the business metrics. To be called only by whoever closed its checkout, which one write ever does,
 * so that no delivery counts an order twice. Who dies between that write and this line leaves the order uncounted: the
 * metrics are for graphs and alarms, the tables for the books.
 */
export function measureSettled({ orderDate, totalPrice }: OrderRow, status: OrderStatus, now: Date) {
  const SettleTime = Math.max(0, now.getTime() - Date.parse(orderDate))
  if (status === 'CONFIRMED') {
    measure({
      OrdersConfirmed: 1,
      Revenue: totalPrice === undefined ? 0 : Money.encode(totalPrice),
      SettleTime,
    })
  } else {
    measure({ SettleTime })
    measure({ OrdersFailed: 1 }, { reason: reasons[status] ?? 'other' })
  }
}
