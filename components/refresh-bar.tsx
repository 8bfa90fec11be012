'use client'

import { Countdown } from './countdown'

type Props = {
  left: number
  refreshing: boolean
  failed: boolean
  open: boolean
  refresh: () => void
}

export function RefreshBar({ left, refreshing, failed, open, refresh }: Props) {
  return (
    <div data-scripted className="relative overflow-hidden rounded-card bg-sunken px-5 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p role="status" className="min-w-0 flex-1 basis-60">
          {failed && !refreshing && <span className="text-bad">Could not refresh. </span>}
          {stateText({ left, refreshing, failed, open })}
        </p>
        <div className="flex items-center gap-4">
          {left > 0 && <Countdown key={left} />}
          <button type="button" onClick={() => refresh()} className="button button-quiet bg-surface">
            <span aria-hidden className={refreshing ? 'motion-safe:animate-spin' : ''}>
              ↻
            </span>
            Refresh now
          </button>
        </div>
      </div>
    </div>
  )
}

function stateText({ left, refreshing, failed, open }: Omit<Props, 'refresh'>) {
  const remaining = left > 0 ? `${left} ${left === 1 ? 'refresh' : 'refreshes'} left` : ''
  if (refreshing) return remaining ? `Refreshing… · ${remaining}` : 'Refreshing…'
  if (remaining) return `Updating by itself · ${remaining}`
  if (failed) return 'This is how things stood before.'
  return open
    ? 'Not updating by itself. Something is still in progress: refresh to see how it stands.'
    : 'Up to date.'
}
