'use client'

import { useQuery } from '@tanstack/react-query'
import { ordersAddress } from '@/lib/address'
import type { OrderJson } from '@/lib/order/order'
import { EmptyState } from '../ui/empty-state'
import type { BuyAgainAction } from './buy-again'
import { OrderDays } from './order-days'
import type { Pictures } from './order-lines'
import { OrdersAnnouncer } from './orders-announcer'
import { ordersQuery } from './orders-query'
import { RefreshBar } from './refresh-bar'
import { useRefreshes } from './use-refreshes'

type Props = {
  /** Whether checkout has just sent the shopper here. */
  justPlaced: boolean
  pictures: Pictures
  buyAgain: BuyAgainAction
}

/** The newest orders. After a checkout, or while one of them is open, they refresh by themselves for a while. */
export function OrdersList({ justPlaced, pictures, buyAgain }: Props) {
  const { data: orders = [], isFetching, isError, refetch } = useQuery(ordersQuery)
  const open = orders.some(isOpen)
  const { left, begin } = useRefreshes(justPlaced || open, refetch)

  if (orders.length === 0) {
    return (
      <EmptyState category="Play" image="/products/sky-kite.webp" heading="No orders yet">
        Once you place an order, this is where you see how it is doing.
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-8">
      <noscript>
        <a href={ordersAddress()} className="button button-quiet">
          Refresh
        </a>
      </noscript>
      <RefreshBar
        left={left}
        refreshing={isFetching}
        failed={isError}
        open={open}
        refresh={refetch}
        goOn={begin}
      />
      <OrdersAnnouncer orders={orders} justPlaced={justPlaced} stopped={left === 0 && open} />
      <OrderDays orders={orders} pictures={pictures} buyAgain={buyAgain} />
    </div>
  )
}

const isOpen = ({ settled }: OrderJson) => !settled
