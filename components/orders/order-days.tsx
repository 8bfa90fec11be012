'use client'

import type { OrderJson } from '@/lib/order/order'
import { useTimeFormat, useZone } from '../ui/formats'
import type { BuyAgainAction } from './buy-again'
import { OrderCard } from './order-card'
import type { Pictures } from './order-lines'
import { byDay } from './orders-shown'

type Props = { orders: OrderJson[]; pictures: Pictures; buyAgain: BuyAgainAction }

export function OrderDays({ orders, pictures, buyAgain }: Props) {
  const format = useTimeFormat({ dateStyle: 'full' })
  return byDay(orders, useZone()).map(({ day, orders }) => (
    <section key={day} aria-labelledby={`day-${day}`} className="grid gap-4">
      <h2 id={`day-${day}`} suppressHydrationWarning className="font-semibold text-lg text-soft">
        {orders[0] && format(orders[0].orderDate)}
      </h2>
      {orders.map((order) => (
        <OrderCard key={order.orderId} order={order} pictures={pictures} buyAgain={buyAgain} />
      ))}
    </section>
  ))
}
