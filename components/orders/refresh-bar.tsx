'use client'

import { Countdown } from '../ui/countdown'

type Props = {
  left: number
  refreshing: boolean
  failed: boolean
  open: boolean
  refresh: () => void
  /** Starts another round of refreshes. */
  goOn: () => void
}

/** A status that is not read out each time it counts: OrdersAnnouncer says what matters. */
export function RefreshBar({ left, refreshing, failed, open, refresh, goOn }: Props) {
  const stopped = left === 0 && open
  return (
    <div
      data-scripted
      className="relative grid gap-3 overflow-hidden rounded-card bg-sunken px-5 py-4 md:grid-cols-[1fr_22rem] md:items-center"
    >
      <div className="min-h-[2lh] min-w-0">
        <p role="status" aria-live="off">
          {failed && !refreshing && <span className="text-bad">Could not refresh. </span>}
          {stateText({ left, refreshing, failed, open })}
        </p>
        {left > 0 && <Countdown key={left} />}
      </div>
      <div className="flex flex-wrap justify-end gap-3">
        {stopped && (
          <button type="button" onClick={goOn} className="button button-strong">
            Keep updating
          </button>
        )}
        <button type="button" onClick={() => refresh()} className="button button-quiet bg-surface">
          <span aria-hidden className={`sign sign-again ${refreshing ? 'motion-safe:animate-spin' : ''}`} />
          Refresh now
        </button>
      </div>
    </div>
  )
}

function stateText({
  left,
  refreshing,
  failed,
  open,
}: Pick<Props, 'left' | 'refreshing' | 'failed' | 'open'>) {
  const remaining = left > 0 ? `${left} ${left === 1 ? 'refresh' : 'refreshes'} left` : ''
  if (refreshing) return remaining ? `Refreshing… · ${remaining}` : 'Refreshing…'
  if (remaining) return `Updating by itself · ${remaining}`
  if (failed) return 'This is how things stood before.'
  return open ? 'Updates have stopped, and an order is still in progress.' : 'Up to date.'
}
