'use client'

import { useEffect, useState } from 'react'

const everyMs = 5_000

/** The time to the next refresh, from the moment this is mounted. Seen, not announced. */
export function Countdown() {
  const [seconds, setSeconds] = useState(everyMs / 1000)

  useEffect(() => {
    const start = performance.now()
    const show = () => setSeconds(Math.max(0, Math.ceil((everyMs - (performance.now() - start)) / 1000)))
    const timer = setInterval(show, 250)
    return () => clearInterval(timer)
  }, [])

  return (
    <span aria-hidden className="block text-soft text-sm tabular-nums">
      {`Next in ${seconds} s`}
      <span className="absolute inset-x-0 bottom-0 h-1 origin-left animate-run-out bg-accent" />
    </span>
  )
}
