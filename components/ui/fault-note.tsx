'use client'

import { useEffect, useTransition } from 'react'
import { EmptyState } from './empty-state'
import { keepFocus } from './keep-focus'

export function FaultNote({ retry }: { retry: () => void }) {
  const [trying, start] = useTransition()

  // The button goes with the note, whether the page comes back or fails again.
  useEffect(() => keepFocus, [])

  const tryAgain = () => trying || start(retry)
  const ways = (
    <>
      <button type="button" aria-disabled={trying} onClick={tryAgain} className="button button-strong">
        {trying ? 'Trying again…' : 'Try again'}
      </button>
      <a href="/" className="button button-quiet">
        Go to the shop
      </a>
    </>
  )
  const chair = '/products/reading-chair.webp'
  return (
    <div role="alert">
      {/* The page may have failed before it had one. */}
      <title>That did not work | Swoon</title>
      <EmptyState page category="Wear" image={chair} heading="That did not work" actions={ways}>
        Something broke on our side, not yours. Please try again. If you were placing an order, trying again
        never places it twice.
      </EmptyState>
    </div>
  )
}
