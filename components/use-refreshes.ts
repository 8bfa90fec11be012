'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'

const offsetsMs = [5_000, 10_000, 15_000]

/**
 * Calls `refresh` 5, 10 and 15 seconds after landing, and answers how many calls are left. The offsets count from the
 * landing, so that neither a slow answer nor a remount moves or repeats a call.
 */
export function useRefreshes(active: boolean, refresh: () => void) {
  const [left, setLeft] = useState(active ? offsetsMs.length : 0)
  const landedAt = useRef<number>(undefined)
  const call = useEffectEvent((index: number) => {
    setLeft(offsetsMs.length - index - 1)
    refresh()
  })

  useEffect(() => {
    if (!active) return
    landedAt.current ??= Date.now()
    const passed = Date.now() - landedAt.current
    setLeft(offsetsMs.filter((offset) => offset > passed).length)
    const timers = offsetsMs.flatMap((offset, index) =>
      offset > passed ? [setTimeout(() => call(index), offset - passed)] : [],
    )
    return () => timers.forEach(clearTimeout)
  }, [active])

  return left
}
