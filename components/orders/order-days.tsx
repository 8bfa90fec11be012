'use client'

import { useState } from 'react'
import type { OrderJson } from '@/lib/order/order'
import { useTimeFormat, useZone } from '../ui/formats'
import { OrderCard, SettledOrder, type Shared } from './order-card'
import { byDay } from './orders-query'

/** Orders under the days on which they were placed where the visitor is: a card while it is open, else a line. */
export function OrderDays({ orders, ...shared }: Shared & { orders: OrderJson[] }) {
  const format = useTimeFormat('day')
  const isCard = useSeenOpen(orders)
  return byDay(orders, useZone()).map(({ day, orders }) => (
    <section key={day} aria-labelledby={`day-${day}`} className="grid grid-cols-1 gap-3">
      <h2 id={`day-${day}`} suppressHydrationWarning className="font-semibold text-lg text-soft">
        {orders[0] && format(orders[0].orderDate)}
      </h2>
      {orders.map((order) => {
        const Shown = isCard(order) ? OrderCard : SettledOrder
        return <Shown key={order.orderId} order={order} {...shared} />
      })}
    </section>
  ))
}

/** Whether an order has been open on this page: one that settles meanwhile does not fold up under its reader. */
function useSeenOpen(orders: OrderJson[]) {
  const [seen, see] = useState<ReadonlySet<string>>(new Set())
  const open = orders.filter(({ settled, orderId }) => !settled && !seen.has(orderId))
  if (open.length > 0) see(new Set([...seen, ...open.map(({ orderId }) => orderId)]))
  return ({ settled, orderId }: OrderJson) => !settled || seen.has(orderId)
}
