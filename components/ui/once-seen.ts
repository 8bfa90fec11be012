/** Answers a function that calls `act` at once, or one time for all where the page is hidden, when it is seen again. */
export function onceSeen(act: () => void, signal: AbortSignal) {
  let isDue = false
  const actIfSeen = () => {
    if (!isDue || document.hidden) return
    isDue = false
    act()
  }
  document.addEventListener('visibilitychange', actIfSeen, { signal })
  return () => {
    isDue = true
    actIfSeen()
  }
}
