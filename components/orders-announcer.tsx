'use client'

import { useState } from 'react'
import type { OrderJson } from '@/lib/order/order'
import { changesBetween } from './orders-shown'

/** Says what changed since the last refresh, and when refreshing has stopped before an order was done. Else nothing. */
export function OrdersAnnouncer({ orders, stopped }: { orders: OrderJson[]; stopped: boolean }) {
  const [seen, setSeen] = useState({ orders, stopped })
  const [said, say] = useState('')
  const changes = changesBetween(seen.orders, orders)
  const stop = stopped && !seen.stopped ? 'No longer updating by itself. An order is still in progress.' : ''
  if (changes !== '' || seen.stopped !== stopped) {
    setSeen({ orders, stopped })
    if (changes !== '' || stop !== '') say(`${changes} ${stop}`.trim())
  }
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
