'use client'

import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { ordersAddress } from '@/lib/address'
import { onceSeen } from '../ui/once-seen'

type State = { refreshing: boolean; failed: boolean; open: boolean }
type Props = State & { active: boolean; refresh: () => void }

/** A status that is not read out each time it counts. As high in every state. */
export function RefreshLine({ active, refresh, ...state }: Props) {
  const { refreshing, failed, open } = state
  const { left, begin } = useRefreshes(active, refresh)
  const stopped = left === 0 && open

  function submit(event: FormEvent) {
    event.preventDefault()
    refresh()
  }

  return (
    <div className="relative flex items-center gap-3 border-line border-b pb-2 text-sm text-soft print:hidden">
      <div className="min-h-[3lh] min-w-0 grow content-center min-[22rem]:min-h-[2lh] md:min-h-[1lh]">
        <p role="status" aria-live="off" className="inline">
          {failed && !refreshing && <span className="text-bad">Could not refresh. </span>}
          {stateText(state, left)}
        </p>
        {left > 0 && <Countdown key={left} />}
        {stopped && (
          <button
            // Behind another text it is another element: it has not moved.
            key={`${refreshing} ${failed}`}
            type="button"
            onClick={begin}
            className="refresh-again"
          >
            Keep updating
          </button>
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {stopped && 'No longer updating by itself. An order is still in progress.'}
      </p>
      <form action={ordersAddress()} onSubmit={submit}>
        <button type="submit" className="button button-plain -mr-3">
          <span aria-hidden className={`sign sign-again ${refreshing ? 'motion-safe:animate-spin' : ''}`} />
          <span className="max-sm:sr-only">Refresh now</span>
        </button>
      </form>
    </div>
  )
}

function stateText({ refreshing, failed, open }: State, left: number) {
  const remaining = left > 0 ? `${left} ${left === 1 ? 'refresh' : 'refreshes'} left` : ''
  if (refreshing) return remaining ? `Refreshing… · ${remaining}` : 'Refreshing…'
  if (remaining) return `Updating by itself · ${remaining}`
  if (failed) return 'This is how things stood before.'
  return open ? 'Updates have stopped, and an order is still in progress.' : 'Up to date.'
}

const everyMs = 5_000

/** The time to the next refresh, from the moment this is mounted. Seen, not announced. */
function Countdown() {
  const [seconds, setSeconds] = useState(everyMs / 1000)

  useEffect(() => {
    const timer = setInterval(() => setSeconds((left) => Math.max(0, left - 1)), 1_000)
    return () => clearInterval(timer)
  }, [])

  return (
    <span aria-hidden className="tabular-nums">
      {` · next in ${seconds}\u00a0s`}
      <span className="absolute inset-x-0 -bottom-px h-0.5 origin-left animate-run-out bg-accent" />
    </span>
  )
}

const offsetsMs = [5_000, 10_000, 15_000]

/**
 * Calls `refresh` 5, 10 and 15 seconds after landing (where `active`) and after each `begin`, and answers how many
 * calls are left. The offsets count from the beginning of the round, so that neither a slow answer nor a remount moves
 * or repeats a call. A hidden tab calls nothing; once seen again it makes up for what it missed with one call.
 */
function useRefreshes(active: boolean, refresh: () => void) {
  const [round, setRound] = useState(active ? 1 : 0)
  const [left, setLeft] = useState(active ? offsetsMs.length : 0)
  const beganAt = useRef<number>(undefined)
  const call = useEffectEvent(refresh)

  useEffect(() => {
    if (round === 0) return
    beganAt.current ??= performance.now()
    const passed = performance.now() - beganAt.current
    const ahead = offsetsMs.filter((offset) => offset > passed)
    setLeft(ahead.length)
    const ended = new AbortController()
    const callOnceSeen = onceSeen(() => call(), ended.signal)
    const timers = ahead.map((offset, index) =>
      setTimeout(() => {
        setLeft(ahead.length - index - 1)
        callOnceSeen()
      }, offset - passed),
    )
    return () => {
      timers.forEach(clearTimeout)
      ended.abort()
    }
  }, [round])

  function begin() {
    beganAt.current = undefined
    setRound(round + 1)
  }
  return { left, begin }
}
