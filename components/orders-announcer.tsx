'use client'

import { useState } from 'react'
import type { OrderView } from '@/lib/order/order'
import { changesBetween } from './orders-shown'

/** Says what changed since the last refresh. */
export function OrdersAnnouncer({ orders }: { orders: OrderView[] }) {
  const [seen, setSeen] = useState(orders)
  const [said, say] = useState('')
  const changes = changesBetween(seen, orders)
  if (changes !== '') {
    setSeen(orders)
    say(changes)
  }
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
