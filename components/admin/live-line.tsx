'use client'

import { QueryClient, useQuery } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'

const everyMs = 5_000
/** Three polls that brought nothing, and a second for an answer that is on its way. */
const lateSeconds = 16

type Props = {
  /** When what is shown was read, on the server. */
  at: string
  /** Of this page, which asks for it again where no script runs. */
  address: string
  pulse: string
}

/**
 * Reads the page anew every five seconds, rendered by the server as it was at first, and says how old it is. It waits while it is
 * frozen, which its address says, and while the pointer is on something that could move away from under it.
 */
export function LiveLine({ at, address, pulse }: Props) {
  const router = useRouter()
  const isFrozen = useSearchParams().has('frozen')
  const [client] = useState(() => new QueryClient())
  const [isRefreshing, refresh] = useTransition()
  const { age, isHeld } = useAge(at)
  const { isError } = useQuery(
    {
      queryKey: [pulse],
      queryFn: async () => {
        if (isPointedAt()) return 'held'
        const { ok, status } = await fetch(pulse, { cache: 'no-store' })
        if (!ok) throw new Error(`The console answered ${status}`)
        refresh(() => router.refresh())
        return 'refreshed'
      },
      enabled: !isFrozen && age !== undefined,
      initialData: 'shown',
      staleTime: everyMs,
      refetchInterval: everyMs,
      retry: false,
      networkMode: 'always',
    },
    client,
  )
  const isLate = !isFrozen && !isHeld && (age ?? 0) >= lateSeconds

  function setFrozen(frozen: boolean) {
    const url = new URL(location.href)
    if (frozen) url.searchParams.set('frozen', 'yes')
    else url.searchParams.delete('frozen')
    history.replaceState(null, '', url)
    if (!frozen) refresh(() => router.refresh())
  }

  return (
    <div className="flex items-center gap-1 text-sm">
      <p className={`tabular-nums ${isLate ? 'font-semibold text-bad' : 'text-soft'}`}>
        <span className="inline-block min-w-[17ch] md:text-right">
          {age === undefined
            ? 'As it is now'
            : `${isFrozen ? 'Frozen, ' : isHeld ? 'Held, ' : ''}${agoText(age)}`}
        </span>
        {isLate && isError && ' The shop does not answer.'}
      </p>
      {/* Its place is kept before the scripts have arrived, without which it could do nothing. */}
      <button
        type="button"
        className={`button button-plain ${age === undefined ? 'invisible' : ''}`}
        onClick={() => setFrozen(!isFrozen)}
      >
        <span className="inline-block min-w-[6ch]">{isFrozen ? 'Go on' : 'Freeze'}</span>
      </button>
      <a href={address} className="button button-plain" aria-busy={isRefreshing}>
        Refresh
      </a>
    </div>
  )
}

const agoText = (seconds: number) =>
  seconds < 120 ? `${seconds} s ago` : `${Math.floor(seconds / 60)} min ago`

/** Rows must not move under a pointer, nor under a keyboard that is in one. */
const isPointedAt = () =>
  document.querySelector('[data-steady]:hover, [data-steady]:focus-within, dialog:modal') !== null

/**
 * Seconds since this browser was given what was read `at`, undefined before the scripts have arrived; and whether it is held: older
 * than it would be if nothing were pointed at.
 */
function useAge(at: string) {
  const [given, setGiven] = useState<{ at: string; ms: number }>()
  const [now, setNow] = useState({ ms: 0, isPointedAt: false })
  useEffect(() => {
    const tick = () => setNow({ ms: performance.now(), isPointedAt: isPointedAt() })
    setGiven({ at, ms: performance.now() })
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [at])
  const age = given && Math.max(0, Math.floor((now.ms - given.ms) / 1000))
  return { age, isHeld: now.isPointedAt && (age ?? 0) * 1000 > everyMs }
}
