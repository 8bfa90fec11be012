'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { OrderJson } from '@/lib/order/order'
import { changesBetween } from './orders-shown'

type Props = {
  orders: OrderJson[]
  /** Whether the newest of them brought the shopper here. */
  justPlaced: boolean
  stopped: boolean
}

/**
 * Says how the order that was just placed is doing, which may be done by now; then what each refresh changed, and when
 * refreshing has stopped before an order was done. Else nothing.
 */
export function OrdersAnnouncer({ orders, justPlaced, stopped }: Props) {
  const [seen, setSeen] = useState({ orders, stopped })
  const [said, say] = useState('')
  const changes = changesBetween(seen.orders, orders)
  const stop = stopped && !seen.stopped ? 'No longer updating by itself. An order is still in progress.' : ''
  if (changes !== '' || seen.stopped !== stopped) {
    setSeen({ orders, stopped })
    if (changes !== '' || stop !== '') say(`${changes} ${stop}`.trim())
  }
  const arrive = useEffectEvent(() => {
    if (justPlaced) say(changesBetween([], orders.slice(0, 1)))
  })
  useEffect(() => arrive(), [])

  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
