'use client'

import { useActionState } from 'react'
import type { OrderView } from '@/lib/order/order'
import { fetchOrders } from './orders-query'
import { mergeOrders } from './orders-shown'

type Props = { known: OrderView[]; pageSize: number; onLoaded: (orders: OrderView[]) => void }

/** What was on the page before is kept with what is loaded, so that a refresh cannot open a gap between the two. */
export function OlderOrders({ known, pageSize, onLoaded }: Props) {
  const [state, load, loading] = useActionState(loadOlder, 'more')

  async function loadOlder() {
    try {
      const older = await fetchOrders(known.at(-1)?.orderDate)
      onLoaded(mergeOrders(known, older))
      return older.length < pageSize ? 'all' : 'more'
    } catch {
      return 'failed'
    }
  }

  if (state === 'all') return <p className="py-4 text-center text-soft">These are all your orders.</p>
  return (
    <form action={load} className="grid justify-items-center gap-2">
      {state === 'failed' && (
        <p role="alert" className="text-bad">
          Older orders could not be loaded. Please try again.
        </p>
      )}
      <button type="submit" disabled={loading} className="button button-quiet">
        {loading ? 'Loading…' : 'Load older orders'}
      </button>
    </form>
  )
}
