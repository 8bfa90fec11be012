'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'

const offsetsMs = [5_000, 10_000, 15_000]

/**
 * Calls `refresh` 5, 10 and 15 seconds after landing (where `active`) and after each `begin`, and answers how many
 * calls are left. The offsets count from the beginning of the round, so that neither a slow answer nor a remount moves
 * or repeats a call. A hidden tab calls nothing; once seen again it makes up for what it missed with one call.
 */
export function useRefreshes(active: boolean, refresh: () => void) {
  const [round, setRound] = useState(active ? 1 : 0)
  const beganAt = useRef<number>(undefined)
  const [left, setLeft] = useState(active ? offsetsMs.length : 0)
  const call = useEffectEvent(refresh)

  useEffect(() => {
    if (round === 0) return
    beganAt.current ??= performance.now()
    const passed = performance.now() - beganAt.current
    let missed = false
    const due = (index: number) => {
      setLeft(offsetsMs.length - index - 1)
      if (document.hidden) missed = true
      else call()
    }
    const seenAgain = () => {
      if (document.hidden || !missed) return
      missed = false
      call()
    }
    setLeft(offsetsMs.filter((offset) => offset > passed).length)
    const timers = offsetsMs.flatMap((offset, index) =>
      offset > passed ? [setTimeout(() => due(index), offset - passed)] : [],
    )
    document.addEventListener('visibilitychange', seenAgain)
    return () => {
      timers.forEach(clearTimeout)
      document.removeEventListener('visibilitychange', seenAgain)
    }
  }, [round])

  function begin() {
    beganAt.current = undefined
    setRound(round + 1)
  }
  return { left, begin }
}
